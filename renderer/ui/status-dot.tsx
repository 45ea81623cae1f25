import styles from './status-dot.module.css'
import { classNames } from './class-names.ts'

/** Whether a teammate is free, as a dot: filled, square or hollow without colours. The word is beside it. */
export function StatusDot({ status }: { readonly status: 'available' | 'on-call' | 'away' }) {
  return (
    <span className={classNames(styles.dot, styles[status])} data-dot={status} aria-hidden="true" />
  )
}
