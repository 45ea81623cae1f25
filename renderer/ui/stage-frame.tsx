import type { ReactNode } from 'react'
import styles from './stage-frame.module.css'
import { classNames } from './class-names.ts'

interface StageFrameProps {
  /** The accessible name of the screen. */
  readonly label: string
  /** Fills the height and shrinks when banners appear, so that nothing else moves. */
  readonly children: ReactNode
  readonly banners: ReactNode
  /** The buttons at the bottom edge, which never move. */
  readonly dock?: ReactNode
  /** Covers the body while it is open; banners and buttons stay usable. */
  readonly panel?: ReactNode
  readonly wide?: boolean
  /** No higher than the eye can take in at once, in the middle of a high window. */
  readonly compact?: boolean
}

/**
 * The layout of every screen: a body at the top, buttons at the bottom, and banners between them.
 * A banner takes its space from the end of the body, so that no button moves.
 */
export function StageFrame(props: StageFrameProps) {
  const { label, children, banners, dock, panel, wide, compact } = props
  const covered = Boolean(panel)
  return (
    <section
      className={classNames(styles.frame, wide && styles.wide, compact && styles.compact)}
      aria-label={label}
    >
      <div className={styles.area}>
        <div className={classNames(styles.body, covered && styles.covered)}>{children}</div>
        {covered && <div className={styles.panel}>{panel}</div>}
      </div>
      <div className={styles.banners}>{banners}</div>
      {dock !== undefined && <div className={styles.dock}>{dock}</div>}
    </section>
  )
}
