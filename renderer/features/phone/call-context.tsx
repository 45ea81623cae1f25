import { UsersRound } from 'lucide-react'
import type { CallSnapshot, RecentCall } from '../../../server/contract/desk.ts'
import { counterpartOf } from '../../domain/calls/parties.ts'
import { useText } from '../../i18n/text.ts'
import { Avatar } from '../../ui/avatar.tsx'
import { formatDuration } from '../../ui/time/duration.ts'
import { dialledText, formatNumber, nameOf } from '../../ui/names.ts'
import styles from './call-context.module.css'
import { EarlierCalls } from './earlier-calls.tsx'

interface CallContextProps {
  readonly call: CallSnapshot
  readonly recent: readonly RecentCall[]
}

const maxEarlierCalls = 6

/** Beside the call in a wide window: where it came from, and earlier conversations. */
export function CallContext({ call, recent }: CallContextProps) {
  const text = useText()
  const who = counterpartOf(call)
  const words = text.call.context
  const facts = [
    [words.queue, call.queueName],
    [
      words.waited,
      call.direction === 'inbound' || call.waitedSeconds > 0
        ? formatDuration(call.waitedSeconds)
        : null,
    ],
    [words.line[call.direction], call.lineNumber === null ? null : formatNumber(call.lineNumber)],
  ].filter(([, value]) => value !== null)
  return (
    <aside className={styles.context} aria-label={words.label}>
      <header className={styles.person}>
        <Avatar name={who?.name ?? null} />
        <div>
          <p className={styles.name} data-selectable>
            {nameOf(who, text)}
          </p>
          {who?.name && who.number !== null && (
            <p className={styles.detail} data-tabular data-selectable>
              {dialledText(who.number, who.digits, text)}
            </p>
          )}
          {call.direction === 'internal' && (
            <p className={styles.internal}>
              <UsersRound size={14} aria-hidden="true" /> {words.internal}
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
      <EarlierCalls recent={recent} number={who?.number ?? null} limit={maxEarlierCalls} />
    </aside>
  )
}
