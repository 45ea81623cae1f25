import { createContext, useRef, useState, type FocusEvent, type SyntheticEvent } from 'react'

/** In which call's notes the agent is typing: kept while screens come and go, for the next one to go on with. */
export interface TypingNotes {
  isIn(callId: string): boolean
  isSomewhere(): boolean
  /** The agent has declared them done. */
  finish(): void
}

/** Nobody types, as far as a screen that stands alone knows. */
export const TypingNotesContext = createContext<TypingNotes>({
  isIn: () => false,
  isSomewhere: () => false,
  finish: () => undefined,
})

/**
 * Watches the fields that bear their call's id as `data-notes`. Typing ends when the agent goes elsewhere: by a press, or by
 * a key that moves the focus out of the notes. It does not end when the screen goes away under the agent's hands, upon
 * which the next one takes a focus that comes from nowhere.
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
