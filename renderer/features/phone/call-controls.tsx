import { ArrowLeftRight, Grip, Mic, MicOff, Pause, Phone, Play, UserPlus } from 'lucide-react'
import { useText } from '../../i18n/text.ts'
import { useKeys, usePlainKeys } from '../../ui/keys/use-keys.ts'
import styles from './call-controls.module.css'
import { canControlCall, othersOf, ownHoldStage } from '../../domain/calls/parties.ts'
import type { Barrier } from '../../view/call-abilities.ts'
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
  const { able, barriers, open, toggle, close } = panel
  const mute = () => actions.softphone.mute(callId, !stage.muted)
  useKeys({
    'toggle-mute': state.kind === 'ended' ? undefined : mute,
    keypad: able.keypad ? toggle('keypad') : undefined,
    transfer: able.transfer ? toggle('transfer') : undefined,
    add: able.add ? toggle('add') : undefined,
  })
  usePlainKeys({ Escape: open === null ? undefined : close })

  return (
    <fieldset aria-label={text.controls} className={styles.row}>
      <CallControl
        label={stage.muted ? text.unmute : text.mute}
        otherLabel={stage.muted ? text.mute : text.unmute}
        icon={stage.muted ? MicOff : Mic}
        shortcut="toggle-mute"
        on={stage.muted}
        barrier={state.kind === 'ended' ? 'ended' : null}
        onPress={mute}
      />
      <HoldControl stage={stage} actions={actions} barrier={barriers.hold} />
      <CallControl
        label={text.keypad}
        icon={Grip}
        shortcut="keypad"
        expanded={open === 'keypad'}
        barrier={barriers.keypad}
        onPress={toggle('keypad')}
      />
      <CallControl
        label={text.transfer}
        icon={ArrowLeftRight}
        shortcut="transfer"
        expanded={open === 'transfer'}
        busy={stage.requested.transfer === 'start'}
        barrier={barriers.transfer}
        onPress={toggle('transfer')}
      />
      <CallControl
        label={text.add}
        icon={UserPlus}
        shortcut="add"
        expanded={open === 'add'}
        busy={stage.requested.add}
        barrier={barriers.add}
        onPress={toggle('add')}
      />
      <HangUp stage={stage} actions={actions} />
    </fieldset>
  )
}

/** Holds the customer. It is disabled while a transfer holds them, and keeps its label. */
function HoldControl({
  stage,
  actions,
  barrier,
}: CallProps & { readonly barrier: Barrier | null }) {
  const text = useText().call
  const { call } = stage
  const hold = ownHoldStage(call)
  const moving = hold === 'holding' || hold === 'resuming'
  const held = hold === 'on-hold' || hold === 'resuming'
  const toggle = () =>
    held ? actions.softphone.resume(call.callId) : actions.softphone.hold(call.callId)
  useKeys({ 'toggle-hold': barrier === null && !moving ? toggle : undefined })
  return (
    <CallControl
      label={held ? text.resume : text.hold}
      otherLabel={held ? text.hold : text.resume}
      icon={held ? Play : Pause}
      shortcut="toggle-hold"
      on={held}
      busy={moving}
      barrier={barrier}
      onPress={toggle}
    />
  )
}

/** Ends the call for all. The screen does not know whether the call goes on without a guest. */
function HangUp({ stage, actions }: CallProps) {
  const text = useText().call
  const { call, hangingUp } = stage
  const forAll = canControlCall(call) && othersOf(call).length > 1
  const over = call.state.kind === 'ended'
  const hangUp = () => actions.softphone.hangUp(call.callId)
  useKeys({ 'hang-up': over || hangingUp ? undefined : hangUp })
  return (
    <CallControl
      label={text.hangUp}
      hint={forAll ? text.hangUpForAll : undefined}
      icon={Phone}
      danger
      shortcut="hang-up"
      busy={hangingUp}
      barrier={over ? 'ended' : null}
      onPress={hangUp}
    />
  )
}
