import { LoaderCircle, Pause } from 'lucide-react'
import type { Actions } from '../../view/actions.ts'
import type { SecondCallView } from '../../view/app-view.ts'
import { useText } from '../../i18n/text.ts'
import { Badge } from '../../ui/badge.tsx'
import { Button } from '../../ui/button.tsx'
import { Hint } from '../../ui/overlay/hint.tsx'
import { Elapsed } from '../../ui/time/timer.tsx'
import { formatNumber, nameOf } from '../../ui/names.ts'
import lines from '../../ui/two-lines.module.css'
import styles from './second-call.module.css'

type SetAsideView = Extract<SecondCallView, { kind: 'set-aside' }>

interface CallSetAsideProps {
  readonly setAside: SetAsideView
  /** The current call. */
  readonly callId: string
  readonly actions: Actions
}

/** The call that is set aside: the customer, the time on hold, and the ways back. */
export function CallSetAside({ setAside, callId, actions }: CallSetAsideProps) {
  const text = useText()
  const words = text.secondCall
  const { pending, name, number, queueName } = setAside
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
        <SetAsideBadge setAside={setAside} />
      </div>
      <div className={styles.ways}>
        <Hint says={words.merge} hotkey="Alt+J">
          <Button
            size="small"
            aria-label={words.mergeWith(who)}
            busy={pending === 'merge'}
            disabled={pending !== 'merge' && (!setAside.canMerge || pending !== null)}
            onClick={() => actions.softphone.merge(callId, setAside.callId)}
          >
            {words.merge}
          </Button>
        </Hint>
        <Hint says={words.switch} hotkey="Alt+S">
          <Button
            size="small"
            aria-label={words.switchTo(who)}
            busy={pending === 'switch'}
            disabled={pending === 'merge'}
            onClick={() => actions.softphone.switchTo(setAside.callId)}
          >
            {words.switch}
          </Button>
        </Hint>
      </div>
    </section>
  )
}

/** What is in progress with it; otherwise its hold: requested, or confirmed and since when. */
function SetAsideBadge({ setAside }: Pick<CallSetAsideProps, 'setAside'>) {
  const words = useText().secondCall
  const moving = { switch: words.switching, merge: words.merging }
  const asked = setAside.pending === null ? null : moving[setAside.pending]
  if (asked !== null || setAside.heldSince === null) {
    return (
      <Badge tone="hold" icon={LoaderCircle} pending>
        {asked ?? words.holding}
      </Badge>
    )
  }
  return (
    <Badge tone="hold" icon={Pause}>
      {words.onHold} <Elapsed since={setAside.heldSince} />
    </Badge>
  )
}
