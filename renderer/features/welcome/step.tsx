import { Circle, CircleAlert, CircleCheck } from 'lucide-react'
import type { ReactNode } from 'react'
import { useText } from '../../i18n/text.ts'
import styles from './welcome.module.css'

const pictures = { open: Circle, done: CircleCheck, failed: CircleAlert }

interface StepProps {
  readonly state: keyof typeof pictures
  readonly title: string
  /** Where it stands, in one sentence. */
  readonly says: string
  /** What does it. */
  readonly children?: ReactNode
}

/** One line of *Getting started*. */
export function Step({ state, title, says, children }: StepProps) {
  const text = useText().gettingStarted
  const Picture = pictures[state]
  return (
    <li className={styles.step} data-state={state}>
      <Picture size={17} aria-hidden="true" className={styles.picture} />
      <div className={styles.words}>
        <h3 className={styles.name}>
          {state === 'done' && <span className="visually-hidden">{text.done}</span>}
          {title}
        </h3>
        <p className={styles.says} aria-live="polite">
          {says}
        </p>
      </div>
      {children !== undefined && <div className={styles.does}>{children}</div>}
    </li>
  )
}
