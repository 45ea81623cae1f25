import type { DeskStatus } from '../../../contract/desk.ts'

/** The state that the tray shows. */
export type TrayState = 'ringing' | 'on-hold' | 'on-a-call' | 'available' | 'away' | 'offline'

export const signedOutDesk: DeskStatus = {
  signedIn: false,
  activities: [],
  current: null,
  pending: null,
  ready: false,
  call: null,
  alert: null,
  clockOffsetMs: 0,
}

/** The most urgent state first. An agent who cannot receive calls is shown as away, whatever the activity is. */
export function trayState(desk: DeskStatus, ringing: boolean): TrayState {
  if (ringing) return 'ringing'
  const { call } = desk
  if (call !== null && call.state !== 'ended') {
    return call.hold === 'on-hold' || call.hold === 'resuming' ? 'on-hold' : 'on-a-call'
  }
  if (!desk.signedIn) return 'offline'
  const current = desk.activities.find(({ sid }) => sid === desk.current)
  return current?.available === true && desk.ready ? 'available' : 'away'
}

const words: Readonly<Record<TrayState, string>> = {
  ringing: 'A call rings',
  'on-hold': 'On hold',
  'on-a-call': 'On a call',
  available: 'Ready for calls',
  away: 'No calls',
  offline: 'Signed out',
}

/** The tooltip of the tray: the product, the state, the activity. */
export function trayTip(desk: DeskStatus, state: TrayState): string {
  const current = desk.activities.find(({ sid }) => sid === desk.current)
  const muted = desk.call?.muted === true ? 'muted' : null
  return ['Cordboard', words[state], current?.name ?? null, muted]
    .filter((part) => part !== null)
    .join(' · ')
}

/** The colour of the dot as red, green and blue, as in the design tokens. A ring has the colour of Answer. */
export const dotColours: Readonly<Record<TrayState, readonly [number, number, number]>> = {
  ringing: [0x1c, 0x7f, 0x47],
  'on-hold': [0xa6, 0x5f, 0x00],
  'on-a-call': [0x1f, 0x5f, 0xc4],
  available: [0x1c, 0x7f, 0x47],
  away: [0x9c, 0xa2, 0xad],
  offline: [0x66, 0x6b, 0x76],
}

/** Makes states visible without colour: a full dot takes part in calls, a hollow one does not. */
export const isHollow: Readonly<Record<TrayState, boolean>> = {
  ringing: false,
  'on-hold': false,
  'on-a-call': false,
  available: false,
  away: true,
  offline: true,
}
