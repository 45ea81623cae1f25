import type { LucideIcon } from 'lucide-react'
import type { ReactNode } from 'react'
import styles from './banner.module.css'
import { classNames } from './class-names.ts'

interface BannerProps {
  readonly tone: 'danger' | 'hold' | 'neutral'
  readonly icon: LucideIcon
  readonly says: string
  /** The buttons that fix or dismiss it. */
  readonly children?: ReactNode
}

/** One sentence with the buttons that help. */
export function Banner({ tone, icon: Icon, says, children }: BannerProps) {
  return (
    <div className={classNames(styles.banner, styles[tone])}>
      <Icon size={17} aria-hidden="true" className={styles.icon} />
      <p className={styles.says}>{says}</p>
      {children !== undefined && <div className={styles.actions}>{children}</div>}
    </div>
  )
}
