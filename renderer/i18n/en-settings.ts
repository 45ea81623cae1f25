import { mapHotkeys } from '../../electron/contract/hotkey-names.ts'

/** The mini bar's own words. */
export const mini = {
  open: 'Open Cordboard',
  menu: 'Mini bar',
  connecting: 'Connecting',
  ending: 'Hanging up…',
  ended: 'Call ended',
}

export const settings = {
  title: 'Settings',
  managed: 'Set by your organization',
  restart: 'Takes effect after a restart of Cordboard',
  restartNeeded: 'Restart Cordboard to apply all your changes.',
  keptAside: (file: string) =>
    `Your settings could not be read, so the defaults are used. The old ones are kept as ${file}.`,
  refused: {
    managed: 'Your organization has set this. It was not changed.',
    'not-kept': 'This could not be saved. Check the space on the disk and try again.',
  },
  sections: {
    account: 'Account',
    audio: 'Audio',
    hotkeys: 'Global keys',
    notifications: 'Notifications',
    appearance: 'Appearance',
    language: 'Language',
    advanced: 'Advanced',
  },
  account: {
    signedInAs: 'Signed in as',
    remembered: 'Your sign-in is kept in the system’s keychain.',
    forgotten: 'This computer has no keychain: the sign-in ends with the program.',
    cookie: 'Your sign-in is kept in this browser.',
  },
  audio: {
    microphone: 'Microphone',
    speaker: 'Speaker',
    ringer: 'Ringer',
    ringerHint: 'A device other than the headset is heard when the headset is off.',
    volume: 'Ring volume',
    system: 'System default',
    gone: (label: string) => `${label} (not connected)`,
    sample: 'Play the ring',
    noOutputs: 'This browser chooses the output itself.',
  },
  hotkeys: {
    intro: 'These keys work while another program has the focus.',
    browser:
      'A browser has no global keys. The keys in this window work; the desktop app has both.',
    names: mapHotkeys((_name, { label }) => label),
    pushToTalk:
      'Hold it to unmute while this window has the focus. Elsewhere the system does not report when a key is released: there each press switches mute on or off.',
    none: 'No key',
    change: (name: string) => `Change the key for ${name}`,
    clear: (name: string) => `Remove the key for ${name}`,
    press: 'Press the keys…',
    needsModifier: 'Use Ctrl, Alt or a function key with it, so that typing does not trigger it.',
    altGr:
      'On Windows, Ctrl with Alt is AltGr: typing with it in any program can trigger this. Choose a function key.',
    states: {
      works: 'Works',
      off: 'Off',
      taken: 'Another program uses it. Choose another one; the key in this window still works.',
      invalid: 'This cannot be a global key. Choose another one.',
      twice: 'Another action above uses it already. Choose another one.',
      resting: 'Hold it to unmute while this window has the focus',
    },
    test: 'Test the keys',
    endTest: 'Stop the test',
    waiting: 'Press one of them now, here or in another window. It only lights up.',
    arrived: (name: string) => `Received: ${name}.`,
    nothing: 'Nothing received? Then the system or another program uses the key.',
  },
  notifications: {
    native: 'Show a system notification when a call rings',
    ringWindow: 'Show the ring window above all others',
    flash: 'Flash in the taskbar',
    always: 'With any of these settings, the ring is heard, and the tray and this window show it.',
  },
  appearance: {
    theme: 'Theme',
    textSize: 'Text size',
    textSizes: { normal: 'Normal', large: 'Large', larger: 'Larger' },
    browserSize: 'The browser’s own zoom changes the text size.',
  },
  language: {
    label: 'Language',
    english: 'English',
    only: 'English is the only language for now.',
  },
  advanced: {
    closeToTray: 'Closing the window keeps Cordboard running in the tray',
    miniBar: 'Show the mini bar when the window is hidden during a call',
    whenLocked: 'When the screen is locked',
    keepPresence: 'Keep my presence',
    becomes: (activity: string) => `Become ${activity} until it is unlocked`,
    telephone: 'Open tel:, callto: and sip: links with Cordboard',
    acceleration: 'Use hardware acceleration',
    file: 'Settings file',
    export: 'Export…',
    import: 'Import…',
    fileHint: 'Your settings, to use on another computer. It has no password.',
    imported: (count: number) =>
      count === 1 ? 'One setting was imported.' : `${count} settings were imported.`,
    importRefused: (names: string) => `Not imported: ${names}.`,
    importFailed: 'This file has no Cordboard settings.',
    diagnostics: 'Diagnostics',
    diagnosticsHint:
      'Logs for the people who support you. No passwords, and numbers are shortened.',
    exportDiagnostics: 'Export diagnostics…',
    diagnosticsSaved: 'The file was written.',
    diagnosticsFailed: 'The file could not be written. Choose another folder and try again.',
  },
}
