import { assertNever } from '../../../server/contract/assert-never.ts'
import type { Stamped, TargetsEvent } from '../model/events.ts'
import type { State } from '../model/state.ts'
import { go, stay, type Step } from '../model/step.ts'

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
