import { Mic, MicOff, Phone } from 'lucide-react'
import { useText } from '../../i18n/text.ts'
import { KeyButton } from '../../ui/key-button.tsx'
import { Elapsed } from '../../ui/time/timer.tsx'
import type { CallProps } from '../phone/call-props.ts'
import { callTitle } from '../phone/call-title.tsx'
import styles from './sign-in-again.module.css'

/** The call that goes on without a session: its title, and the two controls that need no server. */
export function CurrentCall({ stage, actions }: CallProps) {
  const text = useText()
  const { call, muted, hangingUp } = stage
  const over = call.state.kind === 'ended'
  return (
    <section className={styles.call} aria-label={text.call.onACall}>
      <p className={styles.who} data-selectable>
        {callTitle(call, text)}
        {call.state.kind !== 'ended' && <Elapsed since={call.state.since} />}
      </p>
      <div className={styles.controls}>
        <KeyButton
          label={muted ? text.call.unmute : text.call.mute}
          shortcut="toggle-mute"
          icon={muted ? MicOff : Mic}
          disabled={over}
          onClick={() => actions.softphone.mute(call.callId, !muted)}
        />
        <KeyButton
          label={text.call.hangUp}
          shortcut="hang-up"
          variant="danger"
          icon={Phone}
          busy={hangingUp}
          disabled={over}
          onClick={() => actions.softphone.hangUp(call.callId)}
        />
      </div>
    </section>
  )
}
