import { createContext, useContext } from 'react'
import { en, type Messages } from './en.ts'

/** The language of the screens below it. */
const TextContext = createContext<Messages>(en)

/** The message catalogue in the agent's language. */
export function useText(): Messages {
  return useContext(TextContext)
}
