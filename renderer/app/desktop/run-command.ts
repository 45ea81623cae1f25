import type { DeskCommand, DeskStatus } from '../../../electron/contract/desk.ts'
import {
  isHandledByMain,
  type HotkeyHandlers,
  type HotkeyName,
} from '../../../electron/contract/hotkey-names.ts'
import type { SoftphoneProvider } from '../../ports/softphone-provider.ts'
import { abilitiesOf } from '../../view/call-abilities.ts'
import type { ActivityView, AppView } from '../../view/app-view.ts'
import { callStatusOf } from './desk-status.ts'

/**
 * The one place where the desktop's keys, tray, ring window and mini bar control calls. A command that does not fit
 * does nothing.
 */
export interface DesktopCommands {
  hotkey(name: HotkeyName): void
  command(command: Exclude<DeskCommand, { kind: 'open-settings' }>): void
  ringing(callId: string, action: 'answer' | 'decline'): void
}

type CallNow = NonNullable<DeskStatus['call']>

export function createDesktopCommands(
  view: () => AppView,
  softphone: SoftphoneProvider,
): DesktopCommands {
  const callNow = (): CallNow | null => {
    const call = callStatusOf(view())
    return call?.state === 'ended' ? null : call
  }
  const withCall = (command: (call: CallNow) => void): void => {
    const call = callNow()
    if (call !== null) command(call)
  }

  function hold(callId: string, held: boolean): void {
    const call = callNow()
    if (call?.callId !== callId || !call.mayHold) return
    if (held && call.hold === 'talking') softphone.hold(callId)
    if (!held && call.hold === 'on-hold') softphone.resume(callId)
  }

  const hangUp = () =>
    withCall((call) => {
      if (!call.hangingUp) softphone.hangUp(call.callId)
    })
  const toggleMute = () => withCall((call) => softphone.mute(call.callId, !call.muted))

  const hotkeys: HotkeyHandlers<'page'> = {
    answer: () => answerWhatRings(view(), softphone),
    'hang-up': hangUp,
    'toggle-mute': toggleMute,
    // The system does not report the release of a key, so push-to-talk can only switch.
    'push-to-talk': toggleMute,
    'toggle-hold': () => withCall((call) => hold(call.callId, call.hold === 'talking')),
    'next-status'() {
      const next = nextActivity(view())
      if (next !== null) softphone.agentState.set(next.sid)
    },
  }

  return {
    hotkey(name) {
      if (!isHandledByMain(name)) hotkeys[name]()
    },
    command(command) {
      switch (command.kind) {
        case 'set-activity':
          return softphone.agentState.set(command.sid)
        case 'mute':
          return withCall((call) => softphone.mute(call.callId, command.muted))
        case 'hold':
          return hold(command.callId, command.held)
        case 'hang-up':
          return callNow()?.callId === command.callId ? hangUp() : undefined
        case 'leave-calls':
          return leaveCalls(view(), softphone)
      }
    },
    ringing(callId, action) {
      const { stage, secondCall } = view()
      const rings = stage.kind === 'ringing' && stage.callId === callId
      const waits = secondCall?.kind === 'offered' && secondCall.ringing.callId === callId
      if (!rings && !waits) return
      if (action === 'answer') softphone.accept(callId)
      else softphone.decline(callId)
    },
  }
}

/** The call in hand, and the one beside it. */
function leaveCalls({ stage, secondCall }: AppView, softphone: SoftphoneProvider): void {
  if (stage.kind !== 'call') return
  const { call } = stage
  if (abilitiesOf(stage).leave) softphone.leave(call.callId)
  else if (call.state.kind !== 'ended' && !stage.hangingUp) softphone.hangUp(call.callId)
  if (secondCall?.kind === 'set-aside') softphone.hangUp(secondCall.callId)
}

function answerWhatRings({ stage, secondCall }: AppView, softphone: SoftphoneProvider): void {
  if (stage.kind === 'ringing') softphone.accept(stage.callId)
  else if (secondCall?.kind === 'offered') softphone.accept(secondCall.ringing.callId)
}

/** The Activity after the pending or current one, in the order of the presence menu. */
export function nextActivity({ presence }: Pick<AppView, 'presence'>): ActivityView | null {
  const { choices, current, pending } = presence
  const now = choices.findIndex(({ sid }) => sid === (pending ?? current)?.sid)
  return choices[(now + 1) % choices.length] ?? null
}
