import type { CallSnapshot, Party } from '../../../server/contract/desk.ts'
import type { Messages } from '../../i18n/en.ts'
import { useText } from '../../i18n/text.ts'
import { useStageFocus } from '../../ui/stage-focus.ts'
import { Elapsed } from '../../ui/timer.tsx'
import { nameOf } from '../../ui/who.ts'
import styles from './active-call.module.css'

interface CallTitleProps {
  readonly call: CallSnapshot
  readonly customer: Party | undefined
}

/** What the call is, in a sentence. */
export function callTitle(call: CallSnapshot, who: string, held: boolean, text: Messages): string {
  switch (call.state.kind) {
    case 'dialing':
      return text.call.dialing(who)
    case 'ringing':
    case 'connecting':
      return text.call.connecting(who)
    case 'active':
      return held ? text.call.holding(who) : text.call.talking(who)
    case 'ended':
      return text.call.ended
  }
}

/** The sentence and how long this has been so. */
export function CallTitle({ call, customer }: CallTitleProps) {
  const text = useText()
  const heading = useStageFocus<HTMLHeadingElement>()
  const who = nameOf(customer ?? { name: null, number: null }, text)
  return (
    <header className={styles.header}>
      <h1 ref={heading} tabIndex={-1} className={styles.title} data-selectable>
        {callTitle(call, who, customer?.hold.confirmed === true, text)}
      </h1>
      {call.state.kind !== 'ended' && <Elapsed since={call.state.since} className={styles.clock} />}
    </header>
  )
}
