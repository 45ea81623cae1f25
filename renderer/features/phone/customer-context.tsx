import { UsersRound } from 'lucide-react'
import type { CallSnapshot, RecentCall } from '../../../server/contract/desk.ts'
import type { RingingView } from '../../view/app-view.ts'
import { counterpartOf } from '../../domain/calls/parties.ts'
import { useText } from '../../i18n/text.ts'
import { Avatar } from '../../ui/avatar.tsx'
import beside from '../../ui/beside.module.css'
import { dialledText, nameOf } from '../../ui/names.ts'
import { callFacts, type Fact } from './call-facts.ts'
import styles from './customer-context.module.css'
import { EarlierCalls } from './earlier-calls.tsx'

/** The person at the other end, as far as they are known. */
interface Who {
  readonly name: string | null
  readonly number: string | null
  readonly digits?: string
}

interface BesideCustomerProps {
  readonly who: Who | undefined
  readonly isInternal: boolean
  readonly facts: readonly Fact[]
  readonly recent: readonly RecentCall[]
}

const mostEarlierCalls = 6

/** Beside the ring or the call in a wide window: who it is, where the call came from, and earlier calls. */
function BesideCustomer({ who, isInternal, facts, recent }: BesideCustomerProps) {
  const text = useText()
  const words = text.call.context
  return (
    <aside className={beside.beside} aria-label={words.label}>
      <header className={styles.person}>
        <Avatar name={who?.name ?? null} />
        <div className={styles.words}>
          <p className={styles.name} data-selectable>
            {nameOf(who, text)}
          </p>
          {who?.name && who.number !== null && (
            <p className={styles.detail} data-tabular data-selectable>
              {dialledText(who.number, who.digits ?? '', text)}
            </p>
          )}
          {isInternal && (
            <p className={styles.internal}>
              <UsersRound size={14} aria-hidden="true" /> {words.internal}
            </p>
          )}
        </div>
      </header>
      <Facts facts={facts} />
      <EarlierCalls recent={recent} number={who?.number ?? null} limit={mostEarlierCalls} />
    </aside>
  )
}

/** A column of facts, each with its label. */
export function Facts({ facts }: { readonly facts: readonly Fact[] }) {
  return (
    <dl className={styles.facts}>
      {facts.map(({ label, value }) => (
        <div key={label} className={styles.fact}>
          <dt>{label}</dt>
          <dd data-tabular data-selectable>
            {value}
          </dd>
        </div>
      ))}
    </dl>
  )
}

interface CallContextProps {
  readonly call: CallSnapshot
  readonly recent: readonly RecentCall[]
}

/** The customer of the call, beside it. */
export function CallContext({ call, recent }: CallContextProps) {
  const text = useText()
  return (
    <BesideCustomer
      who={counterpartOf(call)}
      isInternal={call.direction === 'internal'}
      facts={callFacts(call, text)}
      recent={recent}
    />
  )
}

interface RingContextProps {
  readonly ringing: RingingView
  readonly recent: readonly RecentCall[]
}

/** The caller, beside the ring. */
export function RingContext({ ringing, recent }: RingContextProps) {
  const words = useText().call.context
  const { callerName, callerNumber, queueName } = ringing
  return (
    <BesideCustomer
      who={{ name: callerName, number: callerNumber }}
      isInternal={false}
      facts={queueName === null ? [] : [{ label: words.queue, value: queueName }]}
      recent={recent}
    />
  )
}
