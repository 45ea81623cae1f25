import { Grip, Mic, MicOff, Pause, Phone, Play } from 'lucide-react'
import type { Party } from '../../../server/contract/desk.ts'
import type { Actions } from '../../app/actions.ts'
import type { ActiveCallView } from '../../app/view.ts'
import { useText } from '../../i18n/text.ts'
import { useHotkeys } from '../../ui/hotkeys.ts'
import styles from './call-controls.module.css'
import { Control } from './control.tsx'
import { holdStage } from './hold-stage.ts'

interface CallControlsProps {
  readonly stage: ActiveCallView
  readonly customer: Party | undefined
  readonly actions: Actions
  readonly keypadOpen: boolean
  onKeypad(open: boolean): void
}

/** The agent's own controls, in one row that never changes; Hang up stands apart at the end. */
export function CallControls(props: CallControlsProps) {
  const { stage, customer, actions, keypadOpen, onKeypad } = props
  const text = useText().call
  const { callId, state } = stage.call
  const up = state.kind === 'active' && customer?.state === 'connected'
  const hold = customer === undefined ? 'talking' : holdStage(customer.hold)
  const moving = hold === 'holding' || hold === 'resuming'
  const held = hold === 'on-hold' || hold === 'resuming'

  const toggleMute = () => actions.mute(!stage.muted)
  const toggleHold = () => (held ? actions.resume(callId) : actions.hold(callId))
  const toggleKeypad = () => onKeypad(!keypadOpen)
  useHotkeys({
    M: state.kind === 'ended' ? undefined : toggleMute,
    H: up && !moving ? toggleHold : undefined,
    K: up ? toggleKeypad : undefined,
    Escape: keypadOpen ? () => onKeypad(false) : undefined,
  })

  return (
    <fieldset aria-label={text.controls} className={styles.row}>
      <Control
        label={stage.muted ? text.unmute : text.mute}
        icon={stage.muted ? MicOff : Mic}
        hotkey="M"
        on={stage.muted}
        disabled={state.kind === 'ended'}
        onPress={toggleMute}
      />
      <Control
        label={held ? text.resume : text.hold}
        icon={held ? Play : Pause}
        hotkey="H"
        on={held}
        busy={moving}
        disabled={!up}
        onPress={toggleHold}
      />
      <Control
        label={text.keypad}
        icon={Grip}
        hotkey="K"
        expanded={keypadOpen}
        disabled={!up}
        onPress={toggleKeypad}
      />
      <Control
        label={text.hangUp}
        icon={Phone}
        danger
        busy={stage.hangingUp}
        disabled={state.kind === 'ended'}
        onPress={() => actions.hangUp(callId)}
      />
    </fieldset>
  )
}
