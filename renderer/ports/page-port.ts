/** The page around everything, as far as it can go away under a call and come back. */
export interface PagePort {
  /**
   * The page is closed, or loaded again. `keepsCalls` does what there is to do at once, and says whether calls are up
   * that the next page takes over: then nothing ends them here.
   */
  onLeaving(keepsCalls: () => boolean): () => void
  /** The calls that were muted when the page before this one in the same window went or died. */
  muted(): readonly string[]
  keepMuted(callIds: readonly string[]): void
}
