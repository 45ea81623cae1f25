import type { Actions } from '../../view/actions.ts'
import type { ActiveCallView } from '../../view/app-view.ts'

/** What most parts of a call's screen need. */
export interface CallProps {
  readonly stage: ActiveCallView
  readonly actions: Actions
}
