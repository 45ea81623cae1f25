import { ArrowLeftRight, Grip, Mic, MicOff, Pause, Phone, Play, UserPlus } from 'lucide-react'
import { useText } from '../../i18n/text.ts'
import { useHotkeys } from '../../ui/hotkeys.ts'
import styles from './call-controls.module.css'
import { canControlCall, customerOf, holdStage, othersOf } from '../../domain/calls/parties.ts'
import { useAbilities } from '../../view/use-allowed.ts'
import { CallControl } from './call-control.tsx'
import type { CallProps } from './call-props.ts'
import type { PanelState } from './use-panel.ts'

interface CallControlsProps extends CallProps {
  readonly panel: PanelState
}

/** The agent's own controls, in one row that never changes; Hang up stands apart at the end. */
export function CallControls({ stage, actions, panel }: CallControlsProps) {
  const text = useText().call
  const { callId, state } = stage.call
  const can = useAbilities(stage)
  const { able, open, toggle, close } = panel
  const mute = () => actions.softphone.mute(callId, !stage.muted)
  useHotkeys({
    M: state.kind === 'ended' ? undefined : mute,
    K: able.keypad ? toggle('keypad') : undefined,
    T: able.transfer ? toggle('transfer') : undefined,
    A: able.add ? toggle('add') : undefined,
    Escape: open === null ? undefined : close,
  })

  return (
    <fieldset aria-label={text.controls} className={styles.row}>
      <CallControl
        label={stage.muted ? text.unmute : text.mute}
        otherLabel={stage.muted ? text.mute : text.unmute}
        icon={stage.muted ? MicOff : Mic}
        hotkey="M"
        on={stage.muted}
        disabled={state.kind === 'ended'}
        onPress={mute}
      />
      <HoldControl stage={stage} actions={actions} able={can.hold} />
      <CallControl
        label={text.keypad}
        icon={Grip}
        hotkey="K"
        expanded={open === 'keypad'}
        disabled={!can.keypad}
        onPress={toggle('keypad')}
      />
      <CallControl
        label={text.transfer}
        icon={ArrowLeftRight}
        hotkey="T"
        expanded={open === 'transfer'}
        busy={stage.requested.transfer === 'start'}
        disabled={!can.transfer}
        onPress={toggle('transfer')}
      />
      <CallControl
        label={text.add}
        icon={UserPlus}
        hotkey="A"
        expanded={open === 'add'}
        busy={stage.requested.add}
        disabled={!can.add}
        onPress={toggle('add')}
      />
      <HangUp stage={stage} actions={actions} />
    </fieldset>
  )
}

/** Holds the customer. It is disabled while a transfer holds them, and keeps its label. */
function HoldControl({ stage, actions, able }: CallProps & { readonly able: boolean }) {
  const text = useText().call
  const { call } = stage
  const customer = customerOf(call)
  const own = call.transfer === null || call.transfer.stage === 'joined'
  const hold =
    customer === undefined || customer.self || !own ? 'talking' : holdStage(customer.hold)
  const moving = hold === 'holding' || hold === 'resuming'
  const held = hold === 'on-hold' || hold === 'resuming'
  const toggle = () =>
    held ? actions.softphone.resume(call.callId) : actions.softphone.hold(call.callId)
  useHotkeys({ H: able && !moving ? toggle : undefined })
  return (
    <CallControl
      label={held ? text.resume : text.hold}
      otherLabel={held ? text.hold : text.resume}
      icon={held ? Play : Pause}
      hotkey="H"
      on={held}
      busy={moving}
      disabled={!able}
      onPress={toggle}
    />
  )
}

/** Ends the call for all. The screen does not know whether the call goes on without a guest. */
function HangUp({ stage, actions }: CallProps) {
  const text = useText().call
  const { call, hangingUp } = stage
  const forAll = canControlCall(call) && othersOf(call).length > 1
  return (
    <CallControl
      label={text.hangUp}
      hint={forAll ? text.hangUpForAll : undefined}
      icon={Phone}
      danger
      busy={hangingUp}
      disabled={call.state.kind === 'ended'}
      onPress={() => actions.softphone.hangUp(call.callId)}
    />
  )
}
