/** News for the agent: at the top of a screen, and for screen readers. */
export const notice = {
  missed: (who: string) => `Missed call from ${who}.`,
  missedNow: (who: string, activity: string) =>
    `Missed call from ${who}. Your status is now ${activity}.`,
  goAvailable: 'Go available',
  ended: {
    'customer-hung-up': 'The customer hung up.',
    'agent-hung-up': 'You hung up.',
    transferred: 'The call was transferred.',
    'no-answer': 'No answer. Try again later.',
    busy: 'The number is busy. Try again later.',
    declined: 'The call was declined.',
    failed: 'The call couldn’t be connected. Check the number and try again.',
    'connection-lost': 'Connection lost: the call has ended. Call back if needed.',
    other: 'The call has ended.',
  },
  transferred: (to: string) => `Transferred to ${to}.`,
  failed: {
    presence: 'Your status didn’t change. Try again.',
    answer: 'The call couldn’t be answered. It goes to the next agent.',
    hotkeys: 'Another program uses the global shortcuts. The keys still work in this window.',
    command: 'Something went wrong. Try again.',
  },
  hotkeysMoved:
    'The global shortcuts have changed: the old ones typed letters on Windows. See Settings, Global shortcuts.',
  takenOut: {
    silent: 'The server lost contact with this desk. You won’t get calls until it is back.',
    device: 'Your phone wasn’t connected. You won’t get calls until it is.',
    microphone: 'Your microphone couldn’t be used. You won’t get calls until it works.',
  },
  broughtBack: {
    silent: 'You get calls again. The server had lost contact with this desk.',
    device: 'You get calls again. Your phone wasn’t connected for a while.',
    microphone: 'You get calls again. Your microphone couldn’t be used for a while.',
  },
  alert: { takenOut: 'You won’t get calls', broughtBack: 'You get calls again' },
  sessionOnly: 'This computer has no keychain, so you must sign in again after a restart.',
}

export const announce = {
  inQueue: (news: string, queue: string) => `${news}, ${queue}`,
  incoming: (who: string) => `Incoming call from ${who}`,
  waiting: (news: string) => `Call waiting: ${news}`,
  setAside: (who: string) => `${who} is on hold in the other call`,
  muted: 'Microphone muted',
  ended: (reason: string) => `Call ended, ${reason}`,
}
