import { hotkeys } from '../../electron/contract/hotkey-names.ts'
import { windowKeyGroups, windowKeys } from '../../electron/contract/window-keys.ts'

/** The keys of the window and of any program: in their list, and in the settings. */
export const keys = {
  title: 'Keyboard shortcuts',
  groups: windowKeyGroups,
  names: { ...labelsOf(hotkeys), ...labelsOf(windowKeys) },
  closePanel: 'Close a panel',
  inWindow: 'In this window',
  anywhere: 'In any program',
  none: 'None',
  /** A key for each digit: `Alt 1…9`. */
  numbered: (first: string) => `${first.replace(/\d$/u, '1')}…9`,
  close: 'Close',
  edit: 'Change…',
  stays: 'Mute, hold and hang up work while this list is open. Other keys close it first.',

  intro: 'Press a button, then the keys. Esc keeps the old ones.',
  browser: 'The desktop app also has shortcuts that work in any program.',
  change: {
    window: (name: string) => `Change the shortcut for ${name} in this window`,
    global: (name: string) => `Change the shortcut for ${name} in any program`,
  },
  remove: {
    window: (name: string) => `Remove the shortcut for ${name} in this window`,
    global: (name: string) => `Remove the shortcut for ${name} in any program`,
  },
  bareLetters: 'Letters alone work calls too',
  bareLettersHint:
    'M mutes, H holds and T transfers outside of text fields. A letter typed by mistake does the same.',
  reset: 'Reset all shortcuts',
  refused: {
    'needs-modifier': 'Add Ctrl or Alt, or use a function key, so that typing doesn’t trigger it.',
    'needs-digit': 'End it with a digit: 1 to 9 choose a status.',
    'kept-back': 'The browser or the system uses this. Choose another one.',
    'alt-gr': 'On Windows, Ctrl with Alt is AltGr, which types characters. Choose another one.',
  },
  used: (name: string) => `${name} already has this. Choose another one, or remove it there first.`,
}

function labelsOf<Name extends string>(
  list: Readonly<Record<Name, { readonly label: string }>>,
): Readonly<Record<Name, string>> {
  const pairs = Object.entries<{ readonly label: string }>(list)
  // The cast: one pair for each name.
  return Object.fromEntries(pairs.map(([name, { label }]) => [name, label])) as Record<Name, string>
}
