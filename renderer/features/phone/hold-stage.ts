import type { Confirmable } from '../../../server/contract/desk.ts'

/** Where a hold stands: what is proved, and what is asked for and not yet proved. */
export type HoldStage = 'talking' | 'holding' | 'on-hold' | 'resuming'

export function holdStage(hold: Confirmable): HoldStage {
  if (hold.confirmed) return hold.requested ? 'on-hold' : 'resuming'
  return hold.requested ? 'holding' : 'talking'
}
