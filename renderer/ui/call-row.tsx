import { ArrowDownLeft, ArrowUpRight, Phone } from 'lucide-react'
import type { RecentCall } from '../../server/contract/desk.ts'
import { useText } from '../i18n/text.ts'
import { Button } from './button.tsx'
import styles from './call-row.module.css'
import { classNames } from './class-names.ts'
import { formatDuration } from './duration.ts'
import { nameOf } from './who.ts'

interface CallRowProps {
  readonly call: RecentCall
  /** What heads the row: the person by default. */
  readonly title?: string
  /** The time or day, as short as the list allows. */
  readonly when: string
  /** Present where the number may be put into the dialler. */
  onDial?: ((number: string) => void) | undefined
}

/** One past conversation in a list: who or when, what came of it, how long. */
export function CallRow({ call, title, when, onDial }: CallRowProps) {
  const text = useText()
  const who = nameOf(call, text)
  const reached = call.outcome === 'answered'
  const missed = call.direction === 'inbound' && !reached
  const Arrow = call.direction === 'inbound' ? ArrowDownLeft : ArrowUpRight
  const outcome = reached ? call.dispositionLabel : text.recent.outcome[call.outcome]
  const detail = [call.queueName, outcome].filter(Boolean).join(' · ')
  const { number } = call
  return (
    <li className={styles.row}>
      <Arrow
        size={16}
        aria-hidden="true"
        className={classNames(styles.arrow, missed && styles.missed)}
      />
      <span className="visually-hidden">{text.recent.direction[call.direction]}</span>
      <div className={styles.text}>
        <p className={styles.title}>{title ?? who}</p>
        <p className={styles.detail}>
          {detail === '' ? text.recent.outcome[call.outcome] : detail}
        </p>
      </div>
      <div className={styles.times}>
        <time dateTime={call.startedAt}>{when}</time>
        {reached && <time>{formatDuration(call.talkedSeconds)}</time>}
      </div>
      {onDial !== undefined && (
        <Button
          variant="quiet"
          size="small"
          pictureOnly
          icon={Phone}
          aria-label={text.recent.dial(who)}
          disabled={number === null}
          className={styles.dial}
          onClick={() => number !== null && onDial(number)}
        />
      )}
    </li>
  )
}
