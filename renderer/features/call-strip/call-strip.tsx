import { ClipboardPen, Mic, MicOff, Pause, Phone, PhoneIncoming, Play, Undo2 } from 'lucide-react'
import type { WrapUpSnapshot } from '../../../server/contract/desk.ts'
import { ownHoldStage } from '../../domain/calls/parties.ts'
import { useText } from '../../i18n/text.ts'
import { formatDuration } from '../../ui/time/duration.ts'
import { Elapsed, useTimeLeft } from '../../ui/time/timer.tsx'
import { nameOf } from '../../ui/names.ts'
import type { Actions } from '../../view/actions.ts'
import type { RingingView, StageView } from '../../view/app-view.ts'
import { abilitiesOf } from '../../view/call-abilities.ts'
import type { CallProps } from '../phone/call-props.ts'
import { callerText, transferText } from '../phone/ringing/ringing-text.ts'
import { StripButton } from './strip-button.tsx'
import { StripFrame } from './strip-frame.tsx'
import { stripTextOf } from './strip-text.ts'

interface CallStripProps {
  readonly stage: StageView
  readonly actions: Actions
  /** Shows the phone. */
  onBack(): void
}

/** What goes on under Phone, on every other screen: the ring, the call or the wrap-up, with its controls and the way back. */
export function CallStrip({ stage, actions, onBack }: CallStripProps) {
  switch (stage.kind) {
    case 'idle':
      return null
    case 'ringing':
      return <RingStrip ringing={stage} actions={actions} onBack={onBack} />
    case 'call':
      return <ActiveStrip stage={stage} actions={actions} onBack={onBack} />
    case 'wrap-up':
      return <WrapUpStrip wrapUp={stage.wrapUp} onBack={onBack} />
  }
}

interface RingStripProps extends Omit<CallStripProps, 'stage'> {
  readonly ringing: RingingView
}

function RingStrip({ ringing, actions, onBack }: RingStripProps) {
  const text = useText()
  const { callId, pending, since, deadline } = ringing
  const says = { answer: text.ringing.answering, decline: text.ringing.declining }
  return (
    <StripFrame
      tone="available"
      icon={PhoneIncoming}
      who={transferText(ringing, text) ?? callerText(ringing, text)}
      says={pending === null ? text.ringing.chip : says[pending]}
      time={since !== null && deadline !== null && <TimeLeft since={since} deadline={deadline} />}
    >
      <StripButton
        icon={Phone}
        laidDown
        label={text.ringing.decline}
        busy={pending === 'decline'}
        disabled={pending === 'answer'}
        onPress={() => actions.softphone.decline(callId)}
      />
      <StripButton
        icon={Phone}
        variant="answer"
        label={text.ringing.answer}
        busy={pending === 'answer'}
        disabled={pending === 'decline'}
        onPress={() => actions.softphone.accept(callId)}
      />
      <BackButton label={text.callStrip.backToCall} onBack={onBack} />
    </StripFrame>
  )
}

/** The same abilities and the same three stages of a hold as the call's own controls. */
function ActiveStrip({ stage, actions, onBack }: CallProps & Pick<CallStripProps, 'onBack'>) {
  const text = useText()
  const { call, muted, hangingUp } = stage
  const { callId } = call
  const can = abilitiesOf(stage)
  const over = call.state.kind === 'ended'
  const hold = ownHoldStage(call)
  const held = hold === 'on-hold' || hold === 'resuming'
  const { who, says, since } = stripTextOf(stage, text)
  return (
    <StripFrame
      tone={held ? 'hold' : 'talking'}
      icon={held ? Pause : Phone}
      who={who}
      says={says}
      time={since !== null && <Elapsed since={since} />}
    >
      <StripButton
        icon={muted ? MicOff : Mic}
        label={muted ? text.call.unmute : text.call.mute}
        shortcut="toggle-mute"
        on={muted}
        disabled={over}
        onPress={() => actions.softphone.mute(callId, !muted)}
      />
      <StripButton
        icon={held ? Play : Pause}
        label={held ? text.call.resume : text.call.hold}
        shortcut="toggle-hold"
        on={held}
        busy={hold === 'holding' || hold === 'resuming'}
        disabled={!can.hold}
        onPress={() => (held ? actions.softphone.resume(callId) : actions.softphone.hold(callId))}
      />
      <StripButton
        icon={Phone}
        laidDown
        variant="danger"
        label={text.call.hangUp}
        shortcut="hang-up"
        busy={hangingUp}
        disabled={over}
        onPress={() => actions.softphone.hangUp(callId)}
      />
      <BackButton label={text.callStrip.backToCall} onBack={onBack} />
    </StripFrame>
  )
}

interface WrapUpStripProps extends Pick<CallStripProps, 'onBack'> {
  readonly wrapUp: WrapUpSnapshot
}

function WrapUpStrip({ wrapUp, onBack }: WrapUpStripProps) {
  const text = useText()
  const { customerName: name, customerNumber: number, startedAt, deadline } = wrapUp
  const { seconds } = useTimeLeft(startedAt, deadline)
  const over = seconds <= 0
  return (
    <StripFrame
      tone={over ? 'danger' : 'wrap-up'}
      icon={ClipboardPen}
      who={nameOf({ name, number }, text)}
      says={text.status.now[over ? 'wrap-up-overdue' : 'wrap-up']}
      time={<time>{formatDuration(Math.abs(seconds))}</time>}
    >
      <BackButton label={text.callStrip.backToWrapUp} onBack={onBack} />
    </StripFrame>
  )
}

interface BackButtonProps extends Pick<CallStripProps, 'onBack'> {
  readonly label: string
}

function BackButton({ label, onBack }: BackButtonProps) {
  return <StripButton icon={Undo2} label={label} shortcut="show-phone" onPress={onBack} />
}

function TimeLeft({ since, deadline }: { readonly since: string; readonly deadline: string }) {
  const { seconds } = useTimeLeft(since, deadline)
  return <time>{formatDuration(seconds)}</time>
}
