/** The agent's status: what is true now, then what comes after it. */
export const status = {
  label: 'Status',
  /** The name of the button: it contains everything that the button shows. */
  named: (words: string) => `Status: ${words}`,
  now: {
    ringing: 'Ringing',
    calling: 'Calling',
    connecting: 'Connecting',
    'on-a-call': 'On a call',
    'wrap-up': 'Wrap-up',
    'wrap-up-overdue': 'Wrap-up overdue',
    'getting-ready': 'Getting ready',
    'signed-out': 'Signed out',
  },
  held: { customer: 'On hold', self: 'You’re on hold' },
  notReachable: (why: string) => `Not reachable: ${why}`,
  why: {
    'microphone-blocked': 'microphone blocked',
    'microphone-missing': 'no microphone',
    'device-unregistered': 'phone line down',
    'worker-disconnected': 'queues lost',
    'server-disconnected': 'server lost',
    'desk-outdated': 'update needed',
    'server-outdated': 'server too old',
    'taken-out': 'calls stopped',
    'signed-out': 'signed out',
  },
  next: (activity: string) => `then ${activity}`,
  nextNotReachable: (why: string) => `then not reachable: ${why}`,
  muted: 'Muted',
  line: 'Microphone and network',
  microphoneMuted: 'Microphone muted',
  /** In the ring window. */
  left: (seconds: number) => `${seconds} s left`,
  reachable: 'Taking calls',
  unreachable: 'Not taking calls',
}
