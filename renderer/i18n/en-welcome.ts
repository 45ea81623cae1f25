/** While the agent's status keeps calls away. */
export const notTakingCalls = {
  offline: 'You’re offline. Calls don’t reach you.',
  other: (status: string) => `Your status is ${status}. Calls don’t reach you.`,
}

/** The first hour at this machine. */
export const gettingStarted = {
  title: 'Getting started',
  close: 'Close Getting started',
  done: 'Done: ',
  microphone: {
    title: 'Microphone',
    live: 'Your microphone works.',
    asked: 'Choose Allow when you’re asked for the microphone.',
    blocked: 'It’s blocked. Allow it above.',
    missing: 'None found. Plug in a headset.',
  },
  ring: {
    title: 'Ring',
    untried: 'Make sure that you can hear calls.',
    play: 'Play the ring',
    question: 'Did you hear it?',
    yes: 'Yes',
    no: 'No',
    heard: 'You can hear calls.',
  },
  available: {
    title: 'Status',
    notReady: 'Go available when your microphone works.',
    changing: (to: string) => `Changing to ${to}…`,
    now: (status: string) => `You’re ${status}. Calls reach you.`,
  },
  call: {
    title: 'Practice call',
    says: 'Be your own first customer.',
    open: 'Call yourself',
  },
  ready: 'You’re ready. Your next call rings here.',
}

/** What to do where, in the order in which it is done. */
export const microphoneHelp = {
  title: 'Allow the microphone',
  why: 'Callers can’t hear you, and calls don’t reach you, until you allow it.',
  steps: {
    chromium: [
      'Click the icon at the left of the address.',
      'Switch Microphone on.',
      'Come back here. It continues by itself.',
    ],
    firefox: [
      'Click the crossed-out microphone at the left of the address.',
      'Remove the block with ✕.',
      'Press Try again and choose Allow.',
    ],
    safari: [
      'In the menu bar, choose Safari, then Settings for This Website.',
      'Set Microphone to Allow.',
      'Press Try again.',
    ],
    windows: [
      'Open Settings, then Privacy & security, then Microphone.',
      'Switch on Microphone access, and Let desktop apps access your microphone.',
      'Press Try again.',
    ],
    mac: [
      'Open System Settings, then Privacy & Security, then Microphone.',
      'Switch Cordboard on.',
      'Press Try again.',
    ],
    linux: [
      'Open your system’s sound or privacy settings.',
      'Allow Cordboard to use the microphone.',
      'Press Try again.',
    ],
    insecure: [
      'This page’s address starts with http://. Browsers allow a microphone only with https://.',
      'Ask IT for the https:// address of Cordboard.',
    ],
  },
  openSettings: 'Open the settings',
  again: 'Try again',
  close: 'Close',
  /** Words in the picture, as the browser or the system writes them. */
  picture: {
    microphone: 'Microphone',
    blocked: 'Blocked',
    allow: 'Allow',
    address: 'phone.example.com',
  },
}

/** In place of a microphone that cannot be used. */
export const otherMicrophone = {
  use: (name: string) => `Use ${name}`,
  builtIn: 'Use built-in microphone',
  choose: 'Choose another…',
}
