/** A key press as a global key. */
export type Pressed =
  | { readonly kind: 'accelerator'; readonly accelerator: string }
  /** Only modifiers so far, or a key that cannot be a global key. */
  | { readonly kind: 'more' }
  /** A key that typing would trigger. */
  | { readonly kind: 'needs-modifier' }

export type KeyPress = Pick<
  KeyboardEvent,
  'key' | 'code' | 'ctrlKey' | 'altKey' | 'shiftKey' | 'metaKey'
>

/** Electron's names for keys that have others in a browser. */
const named: Readonly<Record<string, string>> = {
  ArrowUp: 'Up',
  ArrowDown: 'Down',
  ArrowLeft: 'Left',
  ArrowRight: 'Right',
  Space: 'Space',
  Enter: 'Enter',
  Tab: 'Tab',
  Backspace: 'Backspace',
  Delete: 'Delete',
  Insert: 'Insert',
  Home: 'Home',
  End: 'End',
  PageUp: 'PageUp',
  PageDown: 'PageDown',
  MediaPlayPause: 'MediaPlayPause',
  MediaStop: 'MediaStop',
  MediaTrackNext: 'MediaNextTrack',
  MediaTrackPrevious: 'MediaPreviousTrack',
  Minus: '-',
  Equal: '=',
  Comma: ',',
  Period: '.',
  Slash: '/',
  Backslash: '\\',
  Semicolon: ';',
  Quote: "'",
  BracketLeft: '[',
  BracketRight: ']',
  Backquote: '`',
}

/** The key itself, by its place on the keyboard, as Electron names it; null for one without such a name. */
export function mainKeyOf({ code }: Pick<KeyPress, 'code'>): string | null {
  if (/^F\d{1,2}$/.test(code)) return code
  const letter = /^(?:Key|Digit)([A-Z\d])$/.exec(code)?.[1]
  const numpad = /^Numpad(\d)$/.exec(code)?.[1]
  return letter ?? (numpad === undefined ? named[code] : `num${numpad}`) ?? null
}

export function isMac(platform: string): boolean {
  return /Mac/.test(platform)
}

/** How a key press is written as a global key, in Electron's notation. `key` is the key without its modifiers. */
export function acceleratorOf(
  event: KeyPress,
  platform = navigator.userAgent,
  key = mainKeyOf(event),
): Pressed {
  if (key === null) return { kind: 'more' }
  const mac = isMac(platform)
  const modifiers = [
    (mac ? event.metaKey : event.ctrlKey) ? 'CommandOrControl' : null,
    mac && event.ctrlKey ? 'Control' : null,
    !mac && event.metaKey ? 'Super' : null,
    event.altKey ? 'Alt' : null,
    event.shiftKey ? 'Shift' : null,
  ].filter((modifier) => modifier !== null)
  const strong = modifiers.some((modifier) => modifier !== 'Shift')
  if (!strong && !/^F\d|^Media/.test(key)) return { kind: 'needs-modifier' }
  return { kind: 'accelerator', accelerator: [...modifiers, key].join('+') }
}

/**
 * Whether typing sets it off. Windows takes Ctrl and Alt together for AltGr, which writes national letters and signs:
 * `Ctrl+Alt+Shift+E` is Ę, `Ctrl+Alt+Q` is @. Keys that write nothing are free of that.
 */
export function isAltGr(accelerator: string, platform = navigator.userAgent): boolean {
  if (!/Windows/.test(platform)) return false
  const parts = accelerator.toLowerCase().split('+')
  const has = (...names: readonly string[]) => names.some((name) => parts.includes(name))
  const control = has('commandorcontrol', 'cmdorctrl', 'control', 'ctrl')
  const altGr = has('altgr') || (control && has('alt', 'option'))
  return altGr && /^(?:.|plus|num\d|numadd|numsub|nummult|numdiv|numdec)?$/.test(parts.at(-1) ?? '')
}

const symbols: Readonly<Record<string, string>> = {
  CommandOrControl: '⌘',
  Control: '⌃',
  Alt: '⌥',
  Shift: '⇧',
  Enter: '⏎',
}
const words: Readonly<Record<string, string>> = {
  CommandOrControl: 'Ctrl',
  Control: 'Ctrl',
  Enter: '⏎',
}

/** A global key as this system writes it: `Ctrl Alt A`, on a Mac `⌘⌥A`. */
export function showAccelerator(accelerator: string, platform = navigator.userAgent): string {
  const parts = accelerator.split('+')
  if (isMac(platform)) return parts.map((part) => symbols[part] ?? part).join('')
  return parts.map((part) => words[part] ?? part).join(' ')
}
