import type { WrapUpSnapshot } from '../../../server/contract/desk.ts'
import { useText } from '../../i18n/text.ts'
import { classNames } from '../../ui/class-names.ts'
import { formatDuration } from '../../ui/time/duration.ts'
import { useShownKey } from '../../ui/keys/shown-key.ts'
import { Hint } from '../../ui/overlay/hint.tsx'
import { useTimeLeft } from '../../ui/time/timer.tsx'
import styles from './wrap-up.module.css'

interface TimeBarProps {
  readonly wrapUp: WrapUpSnapshot
  onExtend(): void
}

/** The time left as a bar; when it is over, for how long and what happens now. */
export function TimeBar({ wrapUp, onExtend }: TimeBarProps) {
  const text = useText().wrapUp
  const { seconds, part } = useTimeLeft(wrapUp.startedAt, wrapUp.deadline)
  const over = seconds <= 0
  const { aria } = useShownKey('more-time')
  return (
    <div className={classNames(over && styles.over)}>
      <div className={styles.timeRow}>
        <span className={styles.timeLabel}>
          {!over && text.time}
          {over && (wrapUp.required ? text.overdueRequired : text.overdue)}
        </span>
        <span className={styles.timeValue}>
          <time>{formatDuration(Math.abs(seconds))}</time> {over ? text.over : text.left}
        </span>
        <Hint says={text.oneMore} shortcut="more-time">
          <button
            type="button"
            className={styles.oneMore}
            aria-keyshortcuts={aria}
            onClick={onExtend}
          >
            {text.oneMore}
          </button>
        </Hint>
      </div>
      <svg className={styles.bar} viewBox="0 0 100 1" preserveAspectRatio="none" aria-hidden="true">
        <rect className={styles.barTrack} width="100" height="1" />
        <rect className={styles.barLeft} width={over ? 100 : part * 100} height="1" />
      </svg>
    </div>
  )
}
