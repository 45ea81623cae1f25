import { useContext, useId, useRef } from 'react'
import { useText } from '../../i18n/text.ts'
import field from '../../ui/field.module.css'
import { useFieldFocus } from '../../ui/focus/field-focus.ts'
import { TypingNotesContext } from '../../ui/focus/typing-notes.ts'
import styles from './active-call.module.css'

interface CallNotesProps {
  readonly callId: string
  readonly notes: string
  /** They are the notes of another agent, who consults or adds this one. */
  readonly readOnly: boolean
  onNotes(notes: string): void
}

const longestNotes = 10_000

/** Notes during the call; after-call work starts with them. */
export function CallNotes({ callId, notes, readOnly, onNotes }: CallNotesProps) {
  const text = useText()
  const id = useId()
  const area = useRef<HTMLTextAreaElement>(null)
  const typing = useContext(TypingNotesContext)
  useFieldFocus(area, () => typing.isIn(callId))
  return (
    <div className={styles.notes}>
      <div className={styles.notesHead}>
        <label htmlFor={id} className={field.label}>
          {text.call.notes}
        </label>
        <span id={`${id}-hint`} className={field.label}>
          {readOnly ? text.call.notesOfAgent : text.call.notesHint}
        </span>
      </div>
      <textarea
        ref={area}
        id={id}
        data-notes={callId}
        className={field.input}
        maxLength={longestNotes}
        value={notes}
        readOnly={readOnly}
        aria-describedby={`${id}-hint`}
        onChange={(event) => onNotes(event.target.value)}
      />
    </div>
  )
}
