/** One global hotkey: everything that differs from hotkey to hotkey, apart from what a press does. */
interface Hotkey {
  /** What it does, in English: in the settings, in Group Policy and in the docs. */
  readonly label: string
  /**
   * Who handles a press: `page` has the calls, `main` has the windows. The handlers are tables over these names
   * (`renderer/app/desktop/run-command.ts`, `electron/main/page-services.ts`), so a missing one does not compile.
   */
  readonly handledBy: 'page' | 'main'
  /**
   * The default key, pressed together with `MODIFIERS`; null for none. Windows takes Ctrl and Alt together for AltGr, so a
   * letter with both types a national letter: Ctrl+Alt+Shift+E is Ę or É in any program. A function key types nothing.
   */
  readonly onWindows: string | null
  readonly elsewhere: string | null
}

/**
 * The one list of global hotkeys, in the order in which the settings show them. Settings, defaults, policies, their
 * templates and the tables in the docs are made from it. A name is part of stored settings and policies
 * (`hotkey.<name>`): a new name also goes into `former-keys.ts`.
 */
export const hotkeys = {
  answer: { label: 'Answer', handledBy: 'page', onWindows: 'F5', elsewhere: 'A' },
  'hang-up': { label: 'Hang up', handledBy: 'page', onWindows: 'F8', elsewhere: 'E' },
  'toggle-mute': { label: 'Mute and unmute', handledBy: 'page', onWindows: 'F6', elsewhere: 'M' },
  'push-to-talk': { label: 'Push to talk', handledBy: 'page', onWindows: null, elsewhere: null },
  'toggle-hold': { label: 'Hold and resume', handledBy: 'page', onWindows: 'F7', elsewhere: 'H' },
  'show-or-hide': {
    label: 'Show or hide the window',
    handledBy: 'main',
    onWindows: 'F9',
    elsewhere: 'C',
  },
  'next-status': { label: 'Next status', handledBy: 'page', onWindows: 'F10', elsewhere: 'N' },
  'dial-clipboard': {
    label: 'Dial the copied number',
    handledBy: 'main',
    onWindows: 'F11',
    elsewhere: 'D',
  },
} as const satisfies Readonly<Record<string, Hotkey>>

export type HotkeyName = keyof typeof hotkeys

/** The key of its setting and of its policy. */
export type HotkeySetting = `hotkey.${HotkeyName}`

/** The hotkeys that one of the two handles. */
type HandledBy<By extends Hotkey['handledBy']> = {
  [N in HotkeyName]: (typeof hotkeys)[N]['handledBy'] extends By ? N : never
}[HotkeyName]

/** One function for each hotkey that one of the two handles. */
export type HotkeyHandlers<By extends Hotkey['handledBy']> = Readonly<
  Record<HandledBy<By>, () => void>
>

export function isHandledByMain(name: HotkeyName): name is HandledBy<'main'> {
  return hotkeys[name].handledBy === 'main'
}

/** In the order of the list. The cast: `Object.keys` returns plain strings. */
export const hotkeyNames = Object.keys(hotkeys) as readonly HotkeyName[]

/** The label within a sentence: `hang up`. */
export function toPhrase({ label }: { readonly label: string }): string {
  return label.charAt(0).toLowerCase() + label.slice(1)
}

const MODIFIERS = 'CommandOrControl+Alt+Shift+'

/** The default keys of a hotkey on Windows or elsewhere, in Electron's notation; null for none. */
export function defaultKeys(hotkey: Hotkey, system: 'onWindows' | 'elsewhere'): string | null {
  return hotkey[system] === null ? null : MODIFIERS + hotkey[system]
}

/** A record with one value for each hotkey, by the key of its setting. */
export function mapHotkeySettings<T>(
  toValue: (hotkey: Hotkey) => T,
): Readonly<Record<HotkeySetting, T>> {
  const pairs = hotkeyNames.map((name) => [`hotkey.${name}`, toValue(hotkeys[name])] as const)
  // The cast: one pair for each name.
  return Object.fromEntries(pairs) as Record<HotkeySetting, T>
}
