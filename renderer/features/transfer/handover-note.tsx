import { MessageSquareText } from 'lucide-react'
import type { Handover } from '../../../server/contract/desk.ts'
import { useText } from '../../i18n/text.ts'
import { classNames } from '../../ui/class-names.ts'
import styles from './handover-note.module.css'

interface HandoverNoteProps {
  readonly handover: Handover
  readonly className?: string | undefined
}

/** What the previous agent says about the call: the reason, and the notes so far. Nothing when they say nothing. */
export function HandoverNote({ handover, className }: HandoverNoteProps) {
  const text = useText().transfer
  const { from, kind, reason, notes } = handover
  const says = kind === 'left' ? text.leftIt : reason
  if (says === '' && notes === '') return null
  return (
    <div className={classNames(styles.note, className)}>
      <MessageSquareText size={16} aria-hidden="true" className={styles.picture} />
      <div className={styles.text} data-selectable>
        <p>
          <strong>{text.from(from)}</strong> {says}
        </p>
        {notes !== '' && <p className={styles.notes}>{notes}</p>}
      </div>
    </div>
  )
}
