import type { AppView } from '../../view/app-view.ts'
import { useText } from '../../i18n/text.ts'
import { formatDuration } from '../../ui/time/duration.ts'
import styles from './today-tiles.module.css'

interface TodayTilesProps {
  readonly today: AppView['today']
  readonly waiting: number | null
}

/** The figures of today, and the number of callers who wait now. */
export function TodayTiles({ today, waiting }: TodayTilesProps) {
  const text = useText()
  const tiles = [
    [text.today.calls, String(today.calls)],
    [
      text.today.handleTime,
      today.calls === 0 ? text.today.unknown : formatDuration(today.averageHandleSeconds),
    ],
    [text.today.waiting, waiting === null ? text.today.unknown : String(waiting)],
  ] as const
  return (
    <dl className={styles.tiles} aria-label={text.today.label}>
      {tiles.map(([label, value]) => (
        <div key={label} className={styles.tile}>
          <dt className={styles.label}>{label}</dt>
          <dd className={styles.value} data-tabular>
            {value}
          </dd>
        </div>
      ))}
    </dl>
  )
}
