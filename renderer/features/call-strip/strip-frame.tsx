import type { LucideIcon } from 'lucide-react'
import type { ReactNode } from 'react'
import { useText } from '../../i18n/text.ts'
import { classNames } from '../../ui/class-names.ts'
import lines from '../../ui/two-lines.module.css'
import styles from './call-strip.module.css'

interface StripFrameProps {
  readonly tone: 'available' | 'talking' | 'hold' | 'wrap-up' | 'danger'
  readonly icon: LucideIcon
  readonly who: string
  readonly says: string
  readonly time: ReactNode
  /** The buttons; the way back is the last. */
  readonly children: ReactNode
}

/** One row: who, in which state and how long, then the buttons. */
export function StripFrame({ tone, icon: Icon, who, says, time, children }: StripFrameProps) {
  const text = useText().callStrip
  return (
    <section className={classNames(styles.strip, styles[tone])} aria-label={text.label}>
      <Icon size={18} aria-hidden="true" className={styles.picture} />
      <div className={classNames(lines.text, styles.words)}>
        <p className={lines.title} title={who} data-selectable>
          {who}
        </p>
        <p className={styles.state}>
          <span className={styles.says} title={says}>
            {says}
          </span>{' '}
          {time}
        </p>
      </div>
      <div className={styles.buttons}>{children}</div>
    </section>
  )
}
