import type { Actions } from '../view/actions.ts'

/** Screens without a desk: whatever a person does there has no effect. */
export function quietActions(): Actions {
  // The cast: whatever is looked up in it can be called, and gives the same again.
  return quiet as unknown as Actions
}

const quiet: object = new Proxy(() => undefined, { get: () => quiet })
