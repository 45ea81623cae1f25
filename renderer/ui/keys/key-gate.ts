/**
 * The one check that every key press goes through before it acts: a key that writes a character, or is about to
 * write one, belongs to the text that is being written.
 */

export type KeyPress = Pick<
  KeyboardEvent,
  | 'key'
  | 'code'
  | 'keyCode'
  | 'ctrlKey'
  | 'altKey'
  | 'metaKey'
  | 'isComposing'
  | 'target'
  | 'getModifierState'
>

const fields =
  'input, textarea, select, [contenteditable]:not([contenteditable="false" i]), [role="textbox"], [role="searchbox"], [role="combobox"], [role="listbox"]'
/** Inputs that no character can be typed into. */
const boxes = ['checkbox', 'radio', 'range', 'button', 'submit', 'reset', 'image', 'file', 'color']
  .map((type) => `input[type="${type}" i]`)
  .join()

/** Whether a letter without a modifier is used there: as text, or to search a list. */
export function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.closest(`${fields}, [role="menu"]`) !== null
}

/** Whether characters can be typed there, those of the Alt key included. */
export function isTextField(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false
  const field = target.closest(fields)
  return field !== null && !field.matches(boxes)
}

/** A character that is being composed: by an input method, which keeps the first key too, or after a dead key. */
export function isComposed({ isComposing, key, keyCode }: KeyPress): boolean {
  return isComposing || key === 'Process' || keyCode === 229
}

/**
 * Whether the press types a character. Option on a Mac, AltGr, and Ctrl with Alt on Windows all type
 * characters of their own: ą, @, €. So does a dead key with the next key.
 */
export function isText(event: KeyPress, platform = navigator.userAgent): boolean {
  if (isComposed(event)) return true
  const mac = /Mac/.test(platform)
  // On a Mac, Ctrl with Option types nothing; some browsers report Option as AltGr.
  if (!isTextField(event.target) || (mac && event.ctrlKey)) return false
  if (event.getModifierState('AltGraph')) return true
  if (!event.altKey || event.metaKey) return false
  if (event.key === 'Dead') return true
  return [...event.key].length === 1 && !isOwnCharacter(event, mac)
}

/** Whether Alt does not change the key's character, so that nothing is typed. */
function isOwnCharacter({ key, code, ctrlKey }: KeyPress, mac: boolean): boolean {
  if (/^[a-z]$/i.test(key) || code === `Digit${key}`) return true
  if (mac) return false
  // A letter of another script is the key's own. A sign may be: Alt alone types none, AltGr does.
  if (/\p{L}/u.test(key)) return !/\p{Script=Latin}/u.test(key)
  return /^[ -~]$/.test(key) && !ctrlKey
}

/** The key of a press that has no modifier but Shift, such as `Enter` or `ArrowDown`; null for any other. */
export function plainKeyOf(event: KeyPress): string | null {
  const modified = event.ctrlKey || event.metaKey || event.altKey
  return modified || isComposed(event) || event.getModifierState('AltGraph') ? null : event.key
}
