import type { Actions } from '../../view/actions.ts'
import type { AppView } from '../../view/app-view.ts'
import { useKeys, type KeyActions } from '../../ui/keys/use-keys.ts'

/**
 * The keys of the second call, whichever tab is open: its bar is on all of them. Answer and Decline are the same as for
 * a ring.
 */
export function useSecondCallKeys({ stage, secondCall }: AppView, actions: Actions): void {
  useKeys(
    stage.kind === 'call' && secondCall !== null
      ? keysOf(secondCall, stage.call.callId, actions)
      : {},
  )
}

function keysOf(
  secondCall: NonNullable<AppView['secondCall']>,
  currentCallId: string,
  actions: Actions,
): KeyActions {
  if (secondCall.kind === 'offered') {
    const { callId, pending } = secondCall.ringing
    if (pending !== null) return {}
    return {
      answer: () => actions.softphone.accept(callId),
      decline: () => actions.softphone.decline(callId),
    }
  }
  const { callId, pending, canMerge } = secondCall
  if (pending !== null) return {}
  return {
    'switch-calls': () => actions.softphone.switchTo(callId),
    'merge-calls': canMerge ? () => actions.softphone.merge(currentCallId, callId) : undefined,
  }
}
