import { useText } from '../../i18n/text.ts'
import type { Way } from './target-item.tsx'
import styles from './target-panel.module.css'
import type { Purpose } from './target-query.ts'

interface TargetKeysProps {
  /** The ways of the marked target; empty while none is marked. */
  readonly ways: readonly Way[]
  readonly purpose: Purpose
}

/** The keys as a visible reminder; each has a button too. */
export function TargetKeys({ ways, purpose }: TargetKeysProps) {
  const words = useText().transfer.keys
  const shown: readonly Way[] =
    ways.length > 0 ? ways : purpose === 'transfer' ? ['talk-first', 'now'] : [purpose]
  const labels = { 'talk-first': words.talkFirst, now: words.now, add: words.add, call: words.call }
  return (
    <p className={styles.keys} aria-hidden="true">
      <span>
        <kbd className={styles.key}>↑ ↓</kbd> {words.choose}
      </span>
      {shown.map((way, index) => (
        <span key={way}>
          <kbd className={styles.key}>{index === 0 ? '⏎' : '⇧ ⏎'}</kbd> {labels[way]}
        </span>
      ))}
    </p>
  )
}
