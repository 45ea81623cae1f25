import type { LucideIcon } from 'lucide-react'
import type { ReactNode } from 'react'
import styles from './badge.module.css'
import { classNames } from './class-names.ts'

export type Tone = 'neutral' | 'available' | 'talking' | 'hold' | 'wrap-up' | 'danger'

interface BadgeProps {
  readonly tone: Tone
  readonly icon: LucideIcon
  /** Its command is in progress. */
  readonly pending?: boolean
  readonly children: ReactNode
}

/** A state in one word, with an icon and a colour. */
export function Badge({ tone, icon: Icon, pending = false, children }: BadgeProps) {
  return (
    <span className={classNames(styles.badge, styles[tone], pending && styles.pending)}>
      <Icon size={13} aria-hidden="true" {...(pending && { 'data-spinner': true })} />
      {children}
    </span>
  )
}
