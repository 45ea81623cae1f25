import type { ReactNode } from 'react'
import styles from './stage-frame.module.css'
import { classNames } from './class-names.ts'

interface StageFrameProps {
  /** Spoken name of what fills the panel. */
  readonly label: string
  /** Fills the height; gives way when banners come, so that nothing else moves. */
  readonly children: ReactNode
  readonly banners: ReactNode
  /** The buttons at the bottom edge, which stay where they are. */
  readonly dock?: ReactNode
  /** Covers the body while it is open; banners and buttons stay in reach. */
  readonly panel?: ReactNode
  readonly wide?: boolean
}

/**
 * How every screen is laid out: a body from the top, buttons from the bottom, and banners between them.
 * A banner that comes or goes takes its room from the body's end; no button moves.
 */
export function StageFrame(props: StageFrameProps) {
  const { label, children, banners, dock, panel, wide = false } = props
  const covered = panel !== undefined && panel !== null && panel !== false
  return (
    <section className={classNames(styles.frame, wide && styles.wide)} aria-label={label}>
      <div className={styles.area}>
        <div className={classNames(styles.body, covered && styles.covered)}>{children}</div>
        {covered && <div className={styles.panel}>{panel}</div>}
      </div>
      <div className={styles.banners}>{banners}</div>
      {dock !== undefined && <div className={styles.dock}>{dock}</div>}
    </section>
  )
}
