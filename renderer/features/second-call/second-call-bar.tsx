import { LoaderCircle, Pause } from 'lucide-react'
import type { Actions } from '../../view/actions.ts'
import type { SecondCallView } from '../../view/app-view.ts'
import { useText } from '../../i18n/text.ts'
import { Badge } from '../../ui/badge.tsx'
import { KeyButton } from '../../ui/key-button.tsx'
import { formatNumber, nameOf } from '../../ui/names.ts'
import { CallWaiting } from './call-waiting.tsx'
import lines from '../../ui/two-lines.module.css'
import styles from './second-call.module.css'

interface SecondCallBarProps {
  readonly secondCall: SecondCallView
  /** The current call. */
  readonly callId: string
  readonly actions: Actions
}

/** The call beside the current one: offered meanwhile, or set aside. */
export function SecondCallBar({ secondCall, callId, actions }: SecondCallBarProps) {
  if (secondCall.kind === 'offered') {
    return <CallWaiting ringing={secondCall.ringing} actions={actions} />
  }
  return <CallSetAside setAside={secondCall} callId={callId} actions={actions} />
}

interface CallSetAsideProps extends Omit<SecondCallBarProps, 'secondCall'> {
  readonly setAside: Extract<SecondCallView, { kind: 'set-aside' }>
}

/** The call that is set aside: the customer, the time on hold, and the ways back. */
function CallSetAside({ setAside, callId, actions }: CallSetAsideProps) {
  const text = useText()
  const words = text.secondCall
  const { pending, name, number, queueName, heldSince } = setAside
  const moving = { switch: words.switching, merge: words.merging }
  const asked = pending === null ? null : moving[pending]
  const who = nameOf(setAside, text)
  const facts = [queueName, name !== null && number !== null ? formatNumber(number) : null]
  return (
    <section className={styles.setAside} aria-label={words.setAside} aria-busy={pending !== null}>
      <div className={lines.text}>
        <p className={lines.title} data-selectable>
          {who}
          <span className={styles.facts} data-tabular>
            {facts.filter((fact) => fact !== null).join(' · ')}
          </span>
        </p>
        {asked === null && heldSince !== null ? (
          <Badge tone="hold" icon={Pause} says={words.onHold} since={heldSince} />
        ) : (
          <Badge tone="hold" icon={LoaderCircle} pending says={asked ?? words.holding} />
        )}
      </div>
      <div className={styles.ways}>
        <KeyButton
          label={words.merge}
          shortcut="merge-calls"
          size="small"
          aria-label={words.mergeWith(who)}
          busy={pending === 'merge'}
          disabled={pending === 'switch'}
          barred={setAside.canMerge ? undefined : text.typing.mergeLater}
          onClick={() => actions.softphone.merge(callId, setAside.callId)}
        />
        <KeyButton
          label={words.switch}
          shortcut="switch-calls"
          size="small"
          aria-label={words.switchTo(who)}
          busy={pending === 'switch'}
          disabled={pending === 'merge'}
          onClick={() => actions.softphone.switchTo(setAside.callId)}
        />
      </div>
    </section>
  )
}
