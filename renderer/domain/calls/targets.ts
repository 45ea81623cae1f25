import type { TargetsEvent } from '../model/events.ts'
import { go, stay, type EventHandlers } from '../model/step.ts'

export const targetsHandlers: EventHandlers<TargetsEvent> = {
  'load-targets': (state) =>
    state.targets.loading
      ? stay(state)
      : go({ ...state, targets: { ...state.targets, loading: true } }, { kind: 'targets-load' }),
  'targets-received': (state, { targets }) =>
    stay({ ...state, targets: { ...targets, loading: false, failed: false } }),
  'targets-failed': (state) =>
    state.targets.loading
      ? stay({ ...state, targets: { ...state.targets, loading: false, failed: true } })
      : stay(state),
}
