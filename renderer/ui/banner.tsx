import type { LucideIcon } from 'lucide-react'
import type { ReactNode } from 'react'
import styles from './banner.module.css'
import { classNames } from './class-names.ts'

interface BannerProps {
  readonly tone: 'danger' | 'hold' | 'neutral'
  readonly icon: LucideIcon
  readonly says: string
  /** A quieter second line, such as what IT needs to know. */
  readonly detail?: string
  /** The buttons that fix or dismiss it. */
  readonly children?: ReactNode
}

/** One sentence, perhaps with a detail, and the buttons that help. */
export function Banner({ tone, icon: Icon, says, detail, children }: BannerProps) {
  return (
    <div className={classNames(styles.banner, styles[tone])}>
      <Icon size={17} aria-hidden="true" className={styles.icon} />
      <div className={styles.text}>
        <p className={styles.says}>{says}</p>
        {detail !== undefined && <p className={styles.detail}>{detail}</p>}
      </div>
      {children !== undefined && <div className={styles.actions}>{children}</div>}
    </div>
  )
}
