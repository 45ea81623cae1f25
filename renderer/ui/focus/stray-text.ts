import { useEffect, useEffectEvent, type RefObject } from 'react'
import { isComposed, isTyping, type KeyPress } from '../keys/key-gate.ts'
import { focusAtEnd, isShown, type TextInput } from './stage-focus.ts'

/** The key that shows all keys. In a field it is a character like others. */
const showsKeys = '?'
const pressedBySpace = 'button, summary, [role="button"], [role="checkbox"], [role="switch"]'

function isPaste({ key, ctrlKey, metaKey, altKey }: KeyPress): boolean {
  return (ctrlKey || metaKey) && !altKey && key.toLowerCase() === 'v'
}

/** Whether the press would write something if a field had the focus: a character, the start of one, or a paste. */
function writesText(event: KeyPress): boolean {
  const { key, ctrlKey, altKey, metaKey } = event
  if (isComposed(event) || isPaste(event)) return true
  if (
    key === showsKeys ||
    ((ctrlKey || altKey || metaKey) && !event.getModifierState('AltGraph'))
  ) {
    return false
  }
  return key === 'Dead' || [...key].length === 1
}

/** Whether text is being typed where nothing can be typed. */
function isStray(event: KeyboardEvent): boolean {
  const { target, key } = event
  if (event.defaultPrevented || event.repeat || isTyping(target) || !writesText(event)) return false
  return !(key === ' ' && target instanceof Element && target.closest(pressedBySpace) !== null)
}

/** Whether the press comes from a dialog that the field is not in. */
function isInOtherDialog(target: EventTarget | null, field: Element): boolean {
  const dialog = target instanceof Element ? target.closest('dialog, [role="dialog"]') : null
  return dialog !== null && !dialog.contains(field)
}

interface StrayTextOptions {
  /** Whether that key is for the field now; a screen may use some keys in another way. */
  isFor?(key: string): boolean
  /** How the field takes the focus; the caret goes to its end unless this says otherwise. */
  take?(): void
}

/**
 * Text that is typed while no field has the focus goes into this one. It takes the focus before the browser writes the
 * character, so that none is lost and a dead key or an input method begins there.
 */
export function useStrayText(
  field: RefObject<TextInput | null>,
  { isFor = () => true, take }: StrayTextOptions = {},
): void {
  const onPress = useEffectEvent((event: KeyboardEvent) => {
    const { current } = field
    if (current === null || current.readOnly || !isShown(current)) return
    if (!isStray(event) || !isFor(event.key) || isInOtherDialog(event.target, current)) return
    if (take === undefined) focusAtEnd(current)
    else take()
  })
  useEffect(() => {
    // Added with each press, it is the last to hear of it: a command that has the key comes first.
    function followUp() {
      window.removeEventListener('keydown', onPress)
      window.addEventListener('keydown', onPress, { once: true })
    }
    window.addEventListener('keydown', followUp, { capture: true })
    return () => {
      window.removeEventListener('keydown', followUp, { capture: true })
      window.removeEventListener('keydown', onPress)
    }
  }, [])
}
