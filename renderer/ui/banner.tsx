import type { LucideIcon } from 'lucide-react'
import type { ReactNode } from 'react'
import { useText } from '../i18n/text.ts'
import styles from './banner.module.css'
import { classNames } from './class-names.ts'

interface BannerProps {
  readonly tone: 'danger' | 'hold' | 'neutral'
  readonly icon: LucideIcon
  readonly says: string
  /** What IT needs to know, folded: causes, hosts and ports. */
  readonly detail?: string
  /** The buttons that fix or dismiss it. */
  readonly children?: ReactNode
}

/** One sentence, perhaps with a detail, and the buttons that help. */
export function Banner({ tone, icon: Icon, says, detail, children }: BannerProps) {
  const text = useText().truth
  return (
    <div className={classNames(styles.banner, styles[tone])} data-banner={tone}>
      <Icon size={17} aria-hidden="true" className={styles.icon} />
      <div className={styles.text}>
        <p className={styles.says}>{says}</p>
        {detail !== undefined && (
          <details className={styles.detail}>
            <summary>{text.details}</summary>
            {detail}
          </details>
        )}
      </div>
      {children !== undefined && <div className={styles.actions}>{children}</div>}
    </div>
  )
}
