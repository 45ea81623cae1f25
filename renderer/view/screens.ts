import { createContext } from 'react'

/** Leads to another screen of the shell. */
export interface Screens {
  showPhone(): void
  showSettings(): void
}

const nothing = () => undefined

/** The default is for screens that stand alone in a test. */
export const ScreensContext = createContext<Screens>({
  showPhone: nothing,
  showSettings: nothing,
})
