import type { Actions } from '../../view/actions.ts'
import type { AppView } from '../../view/app-view.ts'
import { useHotkeys, type Hotkey } from '../../ui/hotkeys.ts'

type Keys = Readonly<Record<Hotkey, (() => void) | undefined>>

/**
 * The keys of the second call, whichever tab is open. With Alt they also work while notes are typed; Answer and
 * Decline are the same as for a ring.
 */
export function useSecondCallKeys({ stage, secondCall }: AppView, actions: Actions): void {
  useHotkeys(
    stage.kind === 'call' && secondCall !== null
      ? keysOf(secondCall, stage.call.callId, actions)
      : {},
  )
}

function keysOf(
  secondCall: NonNullable<AppView['secondCall']>,
  currentCallId: string,
  actions: Actions,
): Keys {
  if (secondCall.kind === 'offered') {
    const { callId, pending } = secondCall.ringing
    if (pending !== null) return {}
    return {
      'Alt+A': () => actions.softphone.accept(callId),
      'Alt+D': () => actions.softphone.decline(callId),
    }
  }
  const { callId, pending, canMerge } = secondCall
  if (pending !== null) return {}
  return {
    'Alt+S': () => actions.softphone.switchTo(callId),
    'Alt+J': canMerge ? () => actions.softphone.merge(currentCallId, callId) : undefined,
  }
}
