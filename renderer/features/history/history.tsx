import type { RecentCall } from '../../../server/contract/desk.ts'
import { useText } from '../../i18n/text.ts'
import { CallRow } from '../../ui/call-row.tsx'
import { useNow } from '../../ui/time/clock.tsx'
import { dayName, daysAgo, timeOfDay } from '../../ui/time/moment.ts'
import { classNames } from '../../ui/class-names.ts'
import list from '../../ui/list.module.css'
import styles from './history.module.css'

interface CallListProps {
  readonly recent: readonly RecentCall[]
  /** Left out where agents place no calls. */
  onDial?: ((number: string) => void) | undefined
}

const minuteMs = 60_000

/** All recent calls that the server sent, grouped by day. */
export function History({ recent, onDial }: CallListProps) {
  const text = useText()
  const now = useNow(minuteMs)
  const days = Map.groupBy(recent, (call) => dayName(call.startedAt, now, text))
  return (
    <section className={styles.history}>
      <h1 className={styles.title}>{text.shell.history}</h1>
      {recent.length === 0 && <p className={styles.none}>{text.recent.none}</p>}
      {[...days].map(([day, calls]) => (
        <section key={day}>
          <h2 className={list.heading}>{day}</h2>
          <ul className={list.list} aria-label={day}>
            {calls.map((call) => (
              <CallRow
                key={call.callId}
                call={call}
                when={timeOfDay(call.startedAt, text.locale)}
                onDial={onDial}
              />
            ))}
          </ul>
        </section>
      ))}
    </section>
  )
}

/** The recent calls beside the dialler. */
export function RecentCalls({ recent, onDial }: CallListProps) {
  const text = useText()
  const now = useNow(minuteMs)
  return (
    <section className={styles.recent}>
      <h2 className={list.heading} id="recent-calls">
        {text.recent.label}
      </h2>
      <ul className={classNames(list.list, styles.list)} aria-labelledby="recent-calls">
        {recent.map((call) => (
          <CallRow
            key={call.callId}
            call={call}
            when={
              daysAgo(call.startedAt, now) === 0
                ? timeOfDay(call.startedAt, text.locale)
                : dayName(call.startedAt, now, text)
            }
            onDial={onDial}
          />
        ))}
      </ul>
      {recent.length === 0 && <p className={styles.none}>{text.recent.none}</p>}
    </section>
  )
}
