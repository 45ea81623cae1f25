import type { Actions } from '../../view/actions.ts'
import type { SecondCallView } from '../../view/app-view.ts'
import { CallWaiting } from './call-waiting.tsx'
import { CallSetAside } from './call-set-aside.tsx'

export interface SecondCallBarProps {
  readonly secondCall: SecondCallView
  /** The current call. */
  readonly callId: string
  readonly actions: Actions
}

/** The call beside the current one: offered meanwhile, or set aside. */
export function SecondCallBar({ secondCall, callId, actions }: SecondCallBarProps) {
  if (secondCall.kind === 'offered') {
    return <CallWaiting ringing={secondCall.ringing} actions={actions} />
  }
  return <CallSetAside setAside={secondCall} callId={callId} actions={actions} />
}
