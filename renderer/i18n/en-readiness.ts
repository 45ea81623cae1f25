/** The parts by which calls reach a desk. */
export const readiness = {
  microphone: {
    live: 'Microphone OK',
    blocked: 'Microphone blocked',
    missing: 'No microphone',
    unknown: 'Microphone not checked',
  },
  link: { good: 'Connection good', poor: 'Connection weak', reconnecting: 'Reconnecting' },
}

/** Why calls do not reach this desk, and the button that fixes it. */
export const failure = {
  'microphone-blocked': {
    says: 'Your microphone is blocked. You won’t get calls.',
    fix: 'Allow microphone',
  },
  'microphone-missing': {
    says: 'No microphone found. You won’t get calls. Plug in a headset.',
    fix: 'Check again',
  },
  'device-unregistered': {
    says: 'Your phone isn’t connected. You won’t get calls.',
    fix: 'Try now',
  },
  'worker-disconnected': {
    says: 'Not connected to your queues. You won’t get calls.',
    fix: 'Try now',
  },
  'server-disconnected': {
    says: 'Can’t reach the server. Your current call continues.',
    fix: 'Try now',
  },
  'desk-outdated': {
    says: 'Update needed: Cordboard is too old for its server. You won’t get calls.',
    fix: 'Check again',
  },
  'server-outdated': {
    says: 'The server is too old. You won’t get calls. Tell your administrator.',
    fix: 'Check again',
  },
}

/** The same where a host does not answer: what a firewall must let through is a line of its own, for IT. */
export const unreachable = {
  'device-unregistered': 'The phone service can’t be reached.',
  'worker-disconnected': 'Your queues can’t be reached.',
  'server-disconnected': 'Can’t reach the server. Calls continue.',
  at: (host: string, port: number) => `${host}, port ${port}`,
}
