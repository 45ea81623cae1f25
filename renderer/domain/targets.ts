import { assertNever } from '../../server/contract/assert-never.ts'
import type { TargetsReply } from '../../server/contract/commands.ts'
import type { Stamped, TargetsEvent } from './events.ts'
import type { State } from './state.ts'
import { go, stay, type Step } from './step.ts'

/** Whom a call can go to: the last answer, and what became of asking anew. */
export interface TargetsState extends TargetsReply {
  readonly loading: boolean
  readonly failed: boolean
}

export const noTargets: TargetsState = {
  loading: false,
  failed: false,
  teammates: [],
  queues: [],
  directory: [],
}

export function reduceTargets(state: State, event: Stamped<TargetsEvent>): Step {
  const { targets } = state
  switch (event.kind) {
    case 'load-targets':
      return targets.loading
        ? stay(state)
        : go({ ...state, targets: { ...targets, loading: true } }, { kind: 'targets-load' })
    case 'targets-received':
      return stay({ ...state, targets: { ...event.targets, loading: false, failed: false } })
    case 'targets-failed':
      return targets.loading
        ? stay({ ...state, targets: { ...targets, loading: false, failed: true } })
        : stay(state)
    default:
      return assertNever(event)
  }
}
