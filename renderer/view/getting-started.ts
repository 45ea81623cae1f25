import { createContext } from 'react'

/** The card of an agent's first hour at this machine, and what they have done of it. */
export interface GettingStartedView {
  readonly shown: boolean
  readonly heardRing: boolean
  /** Where a person plays the customer of the sandbox; null elsewhere. */
  readonly customerPage: string | null
}

export interface GettingStartedActions {
  /** Brings the card back. */
  show(): void
  close(): void
  /** The agent has heard the ring. */
  confirmRing(): void
}

export const noGettingStarted: GettingStartedView = {
  shown: false,
  heardRing: false,
  customerPage: null,
}

const nothing = () => undefined

/** The default is for the gallery and the tests. */
export const GettingStartedContext = createContext<{
  readonly view: GettingStartedView
  readonly actions: GettingStartedActions
}>({
  view: noGettingStarted,
  actions: { show: nothing, close: nothing, confirmRing: nothing },
})
