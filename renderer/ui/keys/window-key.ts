import { acceleratorOf, isMac, mainKeyOf, showAccelerator, type Pressed } from './accelerator.ts'
import { isText, isTyping, type KeyPress as Press } from './key-gate.ts'

export type KeyPress = Press & Pick<KeyboardEvent, 'shiftKey' | 'repeat'>

/**
 * Keys of the window are written as global keys are, with one difference: on a Mac, Alt alone means Ctrl with Option.
 * Option alone types characters there, and one notation lets settings move from one system to another.
 */
const macAlt = { written: /^Alt(?=\+)/u, pressed: /^Control\+Alt(?=\+)/u }

/**
 * The key without its modifiers. A letter and a sign count wherever they are on the keyboard, a digit by its place: in
 * France the digits need Shift. `å` and `Ы` mean the letter at their place.
 */
function intendedKey(event: KeyPress, platform: string): string | null {
  const { key, code, shiftKey } = event
  if (/^[a-z]$/iu.test(key)) return key.toUpperCase()
  const isSign = /^[!-/:-@[-`{-~]$/u.test(key) && !shiftKey && !isMac(platform)
  return isSign && !code.startsWith('Digit') ? key : mainKeyOf(event)
}

/** A press in the notation of the window's keys, to be chosen for an action. */
export function recordWindowKey(event: KeyPress, platform = navigator.userAgent): Pressed {
  const pressed = acceleratorOf(event, platform, intendedKey(event, platform))
  if (pressed.kind !== 'accelerator' || !isMac(platform)) return pressed
  const { accelerator } = pressed
  if (macAlt.written.test(accelerator)) return { kind: 'needs-modifier' }
  return { kind: 'accelerator', accelerator: accelerator.replace(macAlt.pressed, 'Alt') }
}

/**
 * What a press means as a key of the window: `Alt+M`, `CommandOrControl+Enter`, `F8`, and outside of fields also `M` and
 * `?`. Null for a press that types text, and while a key is being chosen.
 */
export function windowKeyOf(event: KeyPress, platform = navigator.userAgent): string | null {
  if (isText(event, platform) || isRecording(event.target)) return null
  if (event.getModifierState('AltGraph') && !isMac(platform)) return null
  const pressed = recordWindowKey(event, platform)
  if (pressed.kind === 'accelerator') return pressed.accelerator
  const bare = !event.ctrlKey && !event.altKey && !event.metaKey && !isTyping(event.target)
  return bare && [...event.key].length === 1 ? event.key.toUpperCase() : null
}

/** Whether a button there waits for the key that it will show. */
function isRecording(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest('[data-records-keys]') !== null
}

const order = ['CommandOrControl', 'Control', 'Super', 'Alt', 'Shift']
const aliases: Readonly<Record<string, string>> = {
  commandorcontrol: 'CommandOrControl',
  cmdorctrl: 'CommandOrControl',
  control: 'Control',
  ctrl: 'Control',
  command: 'Super',
  cmd: 'Super',
  meta: 'Super',
  super: 'Super',
  alt: 'Alt',
  option: 'Alt',
  shift: 'Shift',
}

/** One spelling for each key, whatever a policy or a file calls its modifiers: `ctrl+shift+m` is a key too. */
export function canonicalKey(key: string, platform = navigator.userAgent): string {
  const parts = key.split('+').map((part) => part.trim())
  const main = parts.at(-1) ?? ''
  const strong = isMac(platform) ? 'Super' : 'Control'
  const modifiers = new Set(
    parts
      .slice(0, -1)
      .map((part) => aliases[part.toLowerCase()] ?? part)
      .map((part) => (part === strong ? 'CommandOrControl' : part)),
  )
  return [
    ...order.filter((each) => modifiers.has(each)),
    main.length === 1 ? main.toUpperCase() : main,
  ].join('+')
}

function toSystem(key: string, platform: string): string {
  return isMac(platform) ? key.replace(macAlt.written, 'Control+Alt') : key
}

/** A key of the window in the notation of global keys, to be compared with them. */
export function globalFormOf(key: string, platform = navigator.userAgent): string {
  return canonicalKey(toSystem(canonicalKey(key, platform), platform), platform)
}

/** A key of the window as this system writes it: `Alt M`, on a Mac `⌃⌥M`. */
export function showWindowKey(key: string, platform = navigator.userAgent): string {
  return showAccelerator(toSystem(key, platform), platform)
}

/** A key of the window for `aria-keyshortcuts`: `Alt+M`, `Control+Enter`. */
export function ariaKey(key: string, platform = navigator.userAgent): string {
  const strong = isMac(platform) ? 'Meta' : 'Control'
  const parts = toSystem(key, platform).split('+')
  const names = parts.map((part) => {
    if (part === 'CommandOrControl') return strong
    return part === 'Super' ? 'Meta' : part
  })
  return names.join('+')
}
