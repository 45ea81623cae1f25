import type { LucideIcon } from 'lucide-react'
import type { ReactNode } from 'react'
import styles from './badge.module.css'
import { classNames } from './class-names.ts'
import tones from './tone.module.css'
import { Elapsed } from './time/timer.tsx'

interface BadgeProps {
  readonly tone: 'neutral' | 'available' | 'talking' | 'hold' | 'wrap-up' | 'danger'
  readonly icon: LucideIcon
  /** Its command is in progress. */
  readonly pending?: boolean
  readonly says?: string
  /** ISO instant: the time since then follows what it says. */
  readonly since?: string
  readonly children?: ReactNode
}

/** A state in one word, with an icon and a colour. */
export function Badge({ tone, icon: Icon, pending, says, since, children }: BadgeProps) {
  return (
    <span
      className={classNames(styles.badge, styles[tone], tones[tone], pending && styles.pending)}
    >
      <Icon size={13} aria-hidden="true" {...(pending && { 'data-spinner': true })} />
      {says === undefined ? (
        children
      ) : (
        <span className={styles.says}>
          {says}
          {since !== undefined && (
            <>
              {' '}
              <Elapsed since={since} />
            </>
          )}
          {children}
        </span>
      )}
    </span>
  )
}
