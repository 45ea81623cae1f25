/** `finished`: the agent has closed *Getting started*, or has taken a call. */
export interface Progress {
  readonly heardRing: boolean
  readonly finished: boolean
}

/** The page itself, which can be loaded again during a call. */
export interface PagePort {
  /**
   * The page is closed or loaded again. `keepsCalls` does what must be done at once, and says whether the next page
   * takes over calls: then nothing ends them here.
   */
  onLeaving(keepsCalls: () => boolean): () => void
  /** The calls that were muted when the previous page in this window ended. */
  muted(): readonly string[]
  keepMuted(callIds: readonly string[]): void
  /** How far an agent got with *Getting started* on this machine. */
  progressOf(userId: string): Progress
  keepProgress(userId: string, progress: Progress): void
  /** Shows the state outside of the page: in its tab, its window and on its icon. */
  show(look: PageLook): void
}

export interface PageLook {
  readonly title: string
  readonly icon: PageIcon
  /** On the icon of an installed page: a number, or a dot. */
  readonly badge: number | 'dot' | null
}

/** The pictures of a tab, each with a shape of its own. `product` is the program's. */
export type PageIcon =
  | 'product'
  | 'ringing'
  | 'on-a-call'
  | 'on-hold'
  | 'wrap-up'
  | 'wrap-up-overdue'
  | 'not-reachable'
  | 'available'
  | 'away'
