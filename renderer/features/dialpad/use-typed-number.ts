import { useState } from 'react'

/** The text of the number field, which outlives the screen: a call or a ring takes that away for a while. */
export interface TypedNumber {
  readonly text: string
  /** It was dialled as it is: what is typed next replaces it, and Enter dials it again. */
  readonly isDialled: boolean
  /** Counts the numbers that came from a list: each takes the focus, so that Enter calls it. */
  readonly fromList: number
  write(text: string): void
  fillIn(text: string): void
  markDialled(): void
}

export function useTypedNumber(): TypedNumber {
  const [typed, setTyped] = useState({ text: '', isDialled: false, fromList: 0 })
  return {
    ...typed,
    write: (text) => setTyped((before) => ({ ...before, text, isDialled: false })),
    fillIn: (text) =>
      setTyped(({ fromList }) => ({ text, isDialled: false, fromList: fromList + 1 })),
    markDialled: () => setTyped((before) => ({ ...before, isDialled: true })),
  }
}
