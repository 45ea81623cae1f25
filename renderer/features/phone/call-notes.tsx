import { useId } from 'react'
import { useText } from '../../i18n/text.ts'
import field from '../../ui/field.module.css'
import styles from './active-call.module.css'

interface CallNotesProps {
  readonly notes: string
  onNotes(notes: string): void
}

const longestNotes = 10_000

/** Notes during the call; wrap-up begins with them. */
export function CallNotes({ notes, onNotes }: CallNotesProps) {
  const text = useText()
  const id = useId()
  return (
    <div className={styles.notes}>
      <div className={styles.notesHead}>
        <label htmlFor={id} className={field.label}>
          {text.call.notes}
        </label>
        <span id={`${id}-hint`} className={field.label}>
          {text.call.notesHint}
        </span>
      </div>
      <textarea
        id={id}
        data-notes
        className={field.input}
        maxLength={longestNotes}
        value={notes}
        aria-describedby={`${id}-hint`}
        onChange={(event) => onNotes(event.target.value)}
      />
    </div>
  )
}
