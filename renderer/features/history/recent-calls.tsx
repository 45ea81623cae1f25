import type { RecentCall } from '../../../server/contract/desk.ts'
import { useText } from '../../i18n/text.ts'
import { CallRow } from '../../ui/call-row.tsx'
import { useNow } from '../../ui/time/clock.tsx'
import { dayName, daysAgo, timeOfDay } from '../../ui/time/moment.ts'
import { classNames } from '../../ui/class-names.ts'
import list from '../../ui/list.module.css'
import styles from './history.module.css'

interface RecentCallsProps {
  readonly recent: readonly RecentCall[]
  /** Left out where agents place no calls. */
  onDial?: ((number: string) => void) | undefined
}

const minuteMs = 60_000

/** The recent calls beside the dialler. */
export function RecentCalls({ recent, onDial }: RecentCallsProps) {
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
                ? timeOfDay(call.startedAt)
                : dayName(call.startedAt, now, text.recent)
            }
            onDial={onDial}
          />
        ))}
      </ul>
      {recent.length === 0 && <p className={styles.none}>{text.recent.none}</p>}
    </section>
  )
}
