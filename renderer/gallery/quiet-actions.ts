import type { Actions } from '../view/actions.ts'

/** Actions that do nothing, for screens without an engine. */
export function quietActions(): Actions {
  // The cast: every property of it can be called, and returns the same proxy.
  return quiet as unknown as Actions
}

const quiet: object = new Proxy(() => undefined, { get: () => quiet })
