import type { ReactNode } from 'react'
import { classNames } from './class-names.ts'
import lines from './two-lines.module.css'
import styles from './step-bar.module.css'

interface StepBarProps {
  readonly title: string
  readonly detail: string
  /** A step was requested and is not yet confirmed. */
  readonly pending: boolean
  readonly children?: ReactNode
}

/** The state of a transfer or conference, and the next steps, each in its own place. */
export function StepBar({ title, detail, pending, children }: StepBarProps) {
  return (
    <section
      className={classNames(styles.bar, pending && styles.pending)}
      aria-label={title}
      aria-busy={pending}
    >
      <div className={classNames(lines.text, styles.text)}>
        <p className={lines.title}>{title}</p>
        <p className={lines.detail}>{detail}</p>
      </div>
      {children !== undefined && <div className={styles.steps}>{children}</div>}
    </section>
  )
}
