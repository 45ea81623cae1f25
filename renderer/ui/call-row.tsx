import { ArrowDownLeft, ArrowUpRight, Phone, UsersRound } from 'lucide-react'
import type { RecentCall } from '../../server/contract/desk.ts'
import { useText } from '../i18n/text.ts'
import { IconButton } from './button.tsx'
import lines from './two-lines.module.css'
import styles from './call-row.module.css'
import { classNames } from './class-names.ts'
import { formatDuration } from './time/duration.ts'
import { keysText, nameOf } from './names.ts'

interface CallRowProps {
  readonly call: RecentCall
  /** The title of the row: the person by default. */
  readonly title?: string
  /** The time or day, in short form. */
  readonly when: string
  /** Given if the number, with its extension, can be put into the dialler. */
  onDial?: ((number: string) => void) | undefined
}

const pictures = { inbound: ArrowDownLeft, outbound: ArrowUpRight, internal: UsersRound }

/** A past call in a list: the person or the day, the outcome and the duration. */
export function CallRow({ call, title, when, onDial }: CallRowProps) {
  const text = useText()
  const who = nameOf(call, text)
  const reached = call.outcome === 'answered'
  const missed = call.outcome === 'missed' || (call.direction === 'inbound' && !reached)
  const Picture = pictures[call.direction]
  const outcome = (reached ? call.dispositionLabel : null) ?? text.recent.outcome[call.outcome]
  const internal = call.direction === 'internal' ? text.recent.direction.internal : null
  const { number, digits } = call
  const keys = keysText(digits, text)
  const detail = [keys, internal, call.queueName, outcome].filter(Boolean).join(' · ')
  return (
    <li className={styles.row}>
      <Picture
        size={16}
        aria-hidden="true"
        className={classNames(styles.arrow, missed && styles.missed)}
      />
      <span className="visually-hidden">{text.recent.direction[call.direction]}</span>
      <div className={lines.text}>
        <p className={lines.title}>{title ?? who}</p>
        <p className={lines.detail}>{detail}</p>
      </div>
      <div className={styles.times}>
        <time dateTime={call.startedAt}>{when}</time>
        {reached && <time>{formatDuration(call.talkedSeconds)}</time>}
      </div>
      {onDial !== undefined && (
        <IconButton
          icon={Phone}
          label={text.recent.dial(who)}
          disabled={number === null}
          className={styles.dial}
          onClick={() => number !== null && onDial(`${number}${digits}`)}
        />
      )}
    </li>
  )
}
