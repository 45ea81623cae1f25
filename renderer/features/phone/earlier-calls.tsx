import type { RecentCall } from '../../../server/contract/desk.ts'
import { useText } from '../../i18n/text.ts'
import { CallRow } from '../../ui/call-row.tsx'
import { useNow } from '../../ui/time/clock.tsx'
import { dayName, timeOfDay } from '../../ui/time/moment.ts'
import list from '../../ui/list.module.css'
import styles from './earlier-calls.module.css'

interface EarlierCallsProps {
  readonly recent: readonly RecentCall[]
  readonly number: string | null
  /** The most calls to show. */
  readonly limit: number
  readonly className?: string | undefined
}

const minuteMs = 60_000

/** Earlier calls with this number; nothing for a withheld one. */
export function EarlierCalls({ recent, number, limit, className }: EarlierCallsProps) {
  const text = useText()
  const now = useNow(minuteMs)
  if (number === null) return null
  const before = recent.filter((call) => call.number === number).slice(0, limit)
  return (
    <section className={className}>
      <h2 className={list.heading}>{text.call.context.conversations}</h2>
      {before.length === 0 ? (
        <p className={styles.none}>{text.ringing.first}</p>
      ) : (
        <ul className={list.list} aria-label={text.call.context.conversations}>
          {before.map((call) => (
            <CallRow
              key={call.callId}
              call={call}
              title={dayName(call.startedAt, now, text)}
              when={timeOfDay(call.startedAt, text.locale)}
            />
          ))}
        </ul>
      )}
    </section>
  )
}
