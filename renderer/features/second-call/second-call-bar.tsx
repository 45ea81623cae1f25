import type { Actions } from '../../view/actions.ts'
import type { SecondCallView } from '../../view/app-view.ts'
import { CallWaiting } from './call-waiting.tsx'
import { ParkedCall } from './parked-call.tsx'

export interface SecondCallBarProps {
  readonly secondCall: SecondCallView
  /** The call in hand. */
  readonly callId: string
  readonly actions: Actions
}

/** The call beside the one in hand: offered meanwhile, or put aside. */
export function SecondCallBar({ secondCall, callId, actions }: SecondCallBarProps) {
  if (secondCall.kind === 'offered') {
    return <CallWaiting ringing={secondCall.ringing} actions={actions} />
  }
  return <ParkedCall parked={secondCall} callId={callId} actions={actions} />
}
