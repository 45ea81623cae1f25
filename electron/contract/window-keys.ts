/** What a key does while its button is not on the screen, because another tab is open. */
type WhenHidden =
  /** It acts: every tab shows the command and its effect. */
  | 'acts'
  /** It shows the phone, where something opens that the agent has to look at. */
  | 'shows-and-acts'
  /** It only shows the phone: the agent sees the command before the next press gives it. */
  | 'shows'

/** One key of the window: everything that differs from key to key, apart from what a press does. */
interface WindowKey {
  /** What it does, in English: in the settings, in the list of shortcuts, in Group Policy and in the docs. */
  readonly label: string
  readonly group: WindowKeyGroup
  /**
   * The default, in Electron's notation. Alt alone is Ctrl with Option on a Mac, where Option alone types characters.
   * The same in every system, so that settings can move.
   */
  readonly key: string
  readonly whenHidden: WhenHidden
  /** Whether the letter alone works too, for agents who switch that on. Never for what cannot be taken back. */
  readonly bare: boolean
}

export const windowKeyGroups = {
  ringing: 'Ringing',
  call: 'On a call',
  transfer: 'Transfer',
  'two-calls': 'Two calls',
  'wrap-up': 'Wrap-up',
  everywhere: 'Everywhere',
} as const
export type WindowKeyGroup = keyof typeof windowKeyGroups

function entry(
  group: WindowKeyGroup,
  key: string,
  label: string,
  whenHidden: WhenHidden,
  bare: 'bare' | null = null,
): WindowKey {
  return { group, key, label, whenHidden, bare: bare !== null }
}

/**
 * The one list of the keys that work in the window, in the order in which they are shown. Settings, defaults, policies
 * and the tables in the docs are made from it. An action that also has a global key has the same name there
 * (`hotkey-names.ts`). A name is part of stored settings and policies (`key.<name>`): it never changes.
 */
export const windowKeys = {
  answer: entry('ringing', 'Alt+A', 'Answer', 'shows'),
  decline: entry('ringing', 'Alt+D', 'Decline', 'shows'),
  'toggle-mute': entry('call', 'Alt+M', 'Mute and unmute', 'acts', 'bare'),
  'toggle-hold': entry('call', 'Alt+H', 'Hold and resume', 'acts', 'bare'),
  keypad: entry('call', 'Alt+K', 'Keypad', 'shows-and-acts', 'bare'),
  transfer: entry('call', 'Alt+T', 'Transfer', 'shows-and-acts', 'bare'),
  add: entry('call', 'Alt+P', 'Add a person', 'shows-and-acts', 'bare'),
  'new-call': entry('call', 'Alt+N', 'New call', 'shows-and-acts', 'bare'),
  'toggle-recording': entry('call', 'Alt+R', 'Pause and resume the recording', 'shows', 'bare'),
  leave: entry('call', 'Alt+L', 'Leave the call to the others', 'shows'),
  'hang-up': entry('call', 'Alt+Shift+E', 'Hang up', 'acts'),
  'swap-parties': entry(
    'transfer',
    'Alt+S',
    'Switch between the customer and the other person',
    'shows',
    'bare',
  ),
  'join-parties': entry('transfer', 'Alt+J', 'Merge all into one call', 'shows', 'bare'),
  'cancel-transfer': entry('transfer', 'Alt+B', 'Back to the customer', 'shows', 'bare'),
  complete: entry(
    'transfer',
    'CommandOrControl+Enter',
    'Complete the transfer, or the wrap-up',
    'shows',
  ),
  retrieve: entry('transfer', 'Alt+Q', 'Take a customer back from a queue', 'acts'),
  'switch-calls': entry('two-calls', 'Alt+W', 'Switch calls', 'acts'),
  'merge-calls': entry('two-calls', 'Alt+G', 'Merge calls', 'acts'),
  'more-time': entry('wrap-up', 'Alt+O', 'One more minute', 'shows'),
  'set-status': entry('everywhere', 'Alt+1', 'Set a status by its place in the menu', 'acts'),
  'show-phone': entry('everywhere', 'Alt+C', 'Show the phone', 'acts'),
  'show-history': entry('everywhere', 'Alt+Y', 'Show the history', 'acts'),
  'show-settings': entry('everywhere', 'Alt+,', 'Show the settings', 'acts'),
  'show-keys': entry('everywhere', '?', 'Show all shortcuts', 'acts'),
} as const satisfies Readonly<Record<string, WindowKey>>

export type WindowKeyName = keyof typeof windowKeys

/** The key of its setting and of its policy. */
export type WindowKeySetting = `key.${WindowKeyName}`

/** In the order of the list. The cast: `Object.keys` returns plain strings. */
export const windowKeyNames = Object.keys(windowKeys) as readonly WindowKeyName[]

const digits = ['1', '2', '3', '4', '5', '6', '7', '8', '9'] as const

/** The action whose key ends in a digit: each of the nine digits is a key of its own. */
export const numbered = 'set-status' satisfies WindowKeyName

/** All keys of an action, in order: one, or one for each digit. */
export function everyKeyOf(name: WindowKeyName, key: string): readonly string[] {
  return name === numbered ? digits.map((digit) => key.replace(/\d$/u, digit)) : [key]
}

/** A record with one value for each key, by the key of its setting. */
export function mapWindowKeySettings<T>(
  toValue: (key: WindowKey) => T,
): Readonly<Record<WindowKeySetting, T>> {
  const pairs = windowKeyNames.map((name) => [`key.${name}`, toValue(windowKeys[name])] as const)
  // The cast: one pair for each name.
  return Object.fromEntries(pairs) as Record<WindowKeySetting, T>
}
