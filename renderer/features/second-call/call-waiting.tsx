import { PhoneIncoming } from 'lucide-react'
import type { Actions } from '../../view/actions.ts'
import type { RingingView } from '../../view/app-view.ts'
import { useText } from '../../i18n/text.ts'
import { KeyButton } from '../../ui/key-button.tsx'
import { formatNumber } from '../../ui/names.ts'
import { callerText, transferText } from '../phone/ringing/ringing-text.ts'
import { SecondsLeft, WaitingTime } from '../phone/ringing/ring-times.tsx'
import { classNames } from '../../ui/class-names.ts'
import lines from '../../ui/two-lines.module.css'
import styles from './second-call.module.css'

interface CallWaitingProps {
  readonly ringing: RingingView
  readonly actions: Actions
}

/** A call that comes in during a call: the caller, the queue, the time waited, and the two answers. */
export function CallWaiting({ ringing, actions }: CallWaitingProps) {
  const text = useText()
  const words = text.secondCall
  const { callId, pending, callerName, callerNumber, queueName, since, deadline } = ringing
  const who = transferText(ringing, text) ?? callerText(ringing, text)
  const number = callerName !== null && callerNumber !== null ? formatNumber(callerNumber) : null
  return (
    <section className={styles.waiting} aria-label={words.waiting} aria-busy={pending !== null}>
      <PhoneIncoming size={18} aria-hidden="true" className={styles.picture} />
      <div className={lines.text}>
        <p className={classNames(lines.title, styles.who)} data-selectable>
          <span className={styles.kind}>{words.waiting}</span> {who}
        </p>
        <p className={classNames(lines.detail, styles.detail)} data-tabular>
          {pending === null && (
            <>
              {queueName !== null && <>{queueName} · </>}
              <WaitingTime ringing={ringing} />
              {number !== null && <> · {number}</>}
            </>
          )}
          {pending === 'answer' && words.answering}
          {pending === 'decline' && words.declining}
        </p>
      </div>
      {since !== null && deadline !== null && (
        <SecondsLeft since={since} deadline={deadline} className={styles.seconds} />
      )}
      <div className={styles.answers}>
        <KeyButton
          label={words.decline}
          shortcut="decline"
          showsKey
          size="small"
          className={styles.answer}
          busy={pending === 'decline'}
          disabled={pending === 'answer'}
          onClick={() => actions.softphone.decline(callId)}
        />
        <KeyButton
          label={words.answer}
          shortcut="answer"
          showsKey
          size="small"
          variant="answer"
          className={styles.answer}
          busy={pending === 'answer'}
          disabled={pending === 'decline'}
          onClick={() => actions.softphone.accept(callId)}
        />
      </div>
    </section>
  )
}
