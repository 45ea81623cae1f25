import { createContext, useRef, useState, type FocusEvent, type SyntheticEvent } from 'react'

/** The call in whose notes the agent is typing. It is kept while screens change, so that the next one continues there. */
export interface TypingNotes {
  isIn(callId: string): boolean
  isSomewhere(): boolean
  /** The agent has completed them. */
  finish(): void
}

/** For a screen that stands alone: nobody types. */
export const TypingNotesContext = createContext<TypingNotes>({
  isIn: () => false,
  isSomewhere: () => false,
  finish: () => undefined,
})

/**
 * Watches the fields that have their call's id as `data-notes`. Typing ends when the agent goes elsewhere: by a click, or by
 * a key that moves the focus out of the notes. It does not end when the screen is replaced; then the next one
 * gets a focus event without a `relatedTarget`.
 */
export function useTypingNotes() {
  const callId = useRef<string | null>(null)
  const [typing] = useState<TypingNotes>(() => ({
    isIn: (id) => callId.current === id,
    isSomewhere: () => callId.current !== null,
    finish: () => {
      callId.current = null
    },
  }))
  return {
    typing,
    watch: {
      onFocus({ target, relatedTarget }: FocusEvent<HTMLElement>) {
        const notes = notesOf(target)
        if (notes !== null || relatedTarget !== null) callId.current = notes
      },
      onInput({ target }: SyntheticEvent) {
        callId.current = notesOf(target)
      },
      onPointerDown({ target }: SyntheticEvent) {
        callId.current = notesOf(target)
      },
    },
  }
}

function notesOf(target: EventTarget): string | null {
  return target instanceof HTMLElement ? (target.dataset['notes'] ?? null) : null
}
