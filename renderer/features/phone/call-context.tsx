import type { CallSnapshot, Party, RecentCall } from '../../../server/contract/desk.ts'
import { useText } from '../../i18n/text.ts'
import { Avatar } from '../../ui/avatar.tsx'
import { formatDuration } from '../../ui/duration.ts'
import { formatNumber, nameOf } from '../../ui/who.ts'
import styles from './call-context.module.css'
import { Conversations } from './conversations.tsx'

interface CallContextProps {
  readonly call: CallSnapshot
  readonly customer: Party | undefined
  readonly recent: readonly RecentCall[]
}

const mostConversations = 6

/** Beside the call on a wide window: where it came from, and what was talked about before. */
export function CallContext({ call, customer, recent }: CallContextProps) {
  const text = useText()
  const words = text.call.context
  const facts = [
    [words.queue, call.queueName],
    [words.waited, call.direction === 'inbound' ? formatDuration(call.waitedSeconds) : null],
    [words.line[call.direction], call.lineNumber === null ? null : formatNumber(call.lineNumber)],
  ].filter(([, value]) => value !== null)
  return (
    <aside className={styles.context} aria-label={words.label}>
      <header className={styles.person}>
        <Avatar name={customer?.name ?? null} />
        <div>
          <p className={styles.name} data-selectable>
            {nameOf(customer ?? { name: null, number: null }, text)}
          </p>
          {customer?.name && customer.number !== null && (
            <p className={styles.detail} data-tabular data-selectable>
              {formatNumber(customer.number)}
            </p>
          )}
        </div>
      </header>
      <dl className={styles.facts}>
        {facts.map(([label, value]) => (
          <div key={label} className={styles.fact}>
            <dt>{label}</dt>
            <dd data-tabular data-selectable>
              {value}
            </dd>
          </div>
        ))}
      </dl>
      <Conversations recent={recent} number={customer?.number ?? null} most={mostConversations} />
    </aside>
  )
}
