import { useContext, useId, useRef, type RefObject } from 'react'
import type { CallSnapshot } from '../../../server/contract/desk.ts'
import { canControlCall } from '../../domain/calls/parties.ts'
import { useText } from '../../i18n/text.ts'
import field from '../../ui/field.module.css'
import { useFieldFocus } from '../../ui/focus/stage-focus.ts'
import { useStrayText } from '../../ui/focus/stray-text.ts'
import { TypingNotesContext } from '../../ui/focus/typing-notes.ts'
import { plainKeyOf } from '../../ui/keys/key-gate.ts'
import styles from './active-call.module.css'

interface CallNotesProps {
  readonly call: CallSnapshot
  /** What this agent has typed. */
  readonly notes: string
  /** The screen's heading, which gets the focus when the agent leaves the notes. */
  readonly heading: RefObject<HTMLElement | null>
  /** Whether what is typed elsewhere on the screen, with that key, belongs into the notes now. */
  takesKey(key: string): boolean
  onNotes(notes: string): void
}

const longestNotes = 10_000

/** Notes during the call; after-call work starts with them. A consulted or added agent reads those of the other one. */
export function CallNotes({ call, notes, heading, takesKey, onNotes }: CallNotesProps) {
  const text = useText()
  const { callId } = call
  const mine = canControlCall(call)
  const id = useId()
  const area = useRef<HTMLTextAreaElement>(null)
  const typing = useContext(TypingNotesContext)
  useFieldFocus(area, () => typing.isIn(callId))
  useStrayText(area, { isFor: takesKey })
  return (
    <div className={styles.notes}>
      <div className={styles.notesHead}>
        <label htmlFor={id} className={field.label}>
          {text.call.notes}
        </label>
        <span id={`${id}-hint`} className={field.label}>
          {mine ? text.call.notesHint : text.call.notesOfAgent}
        </span>
      </div>
      <textarea
        ref={area}
        id={id}
        data-notes={callId}
        className={field.input}
        maxLength={longestNotes}
        value={mine ? notes : call.notes}
        readOnly={!mine}
        aria-describedby={`${id}-hint`}
        onChange={(event) => onNotes(event.target.value)}
        onKeyDown={(event) => {
          if (plainKeyOf(event.nativeEvent) === 'Escape') heading.current?.focus()
        }}
      />
    </div>
  )
}
