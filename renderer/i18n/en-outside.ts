/** The strip of the current call on the other screens. */
export const callStrip = {
  label: 'Current call',
  calling: 'Calling…',
  backToCall: 'Back to call',
  backToWrapUp: 'Back to wrap-up',
}

/** The page's title and its notifications: seen while the agent looks at something else. */
export const outside = {
  product: 'Cordboard',
  ringing: (who: string, seconds: number | null) => withSeconds(`● Ringing: ${who}`, seconds),
  waiting: (who: string, seconds: number | null) => withSeconds(`● Call waiting: ${who}`, seconds),
  between: (words: string) => `${words} — Cordboard`,
  missed: (who: string) => `Missed call from ${who}`,
  statusNow: (status: string) => `Your status is now ${status}.`,
  stillOnHold: (who: string) => `${who} is still on hold`,
  longHold: 'On hold for more than two minutes.',
}

function withSeconds(words: string, seconds: number | null): string {
  return seconds === null ? words : `${words} (${seconds} s)`
}

/** The section of the settings, in a browser. */
export const browserNotifications = {
  label: 'Show notifications',
  hint: 'While you look elsewhere: calls, long holds and missed calls.',
  asks: 'While you look elsewhere',
  askHint: 'Calls, long holds and missed calls.',
  denied:
    'Your browser blocks notifications from this page. Click the icon beside the address, allow notifications, then come back.',
  impossible: 'This browser can’t show notifications from this page.',
  always: 'A call always rings in this page. The tab’s title and icon show your status.',
}
