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

interface TrayLook {
  readonly words: string
  /** Red, green and blue of the dot, as in the design tokens. */
  readonly colour: readonly [number, number, number]
  /** Makes states visible without colour: a full dot takes part in calls, a hollow one does not. */
  readonly hollow: boolean
}

/** A ring has the colour of Answer. */
export const trayLooks: Readonly<Record<TrayState, TrayLook>> = {
  ringing: { words: 'Ringing', colour: [0x1c, 0x7f, 0x47], hollow: false },
  'on-hold': { words: 'On hold', colour: [0xa6, 0x5f, 0x00], hollow: false },
  'on-a-call': { words: 'On a call', colour: [0x1f, 0x5f, 0xc4], hollow: false },
  available: { words: 'Taking calls', colour: [0x1c, 0x7f, 0x47], hollow: false },
  away: { words: 'Not taking calls', colour: [0x9c, 0xa2, 0xad], hollow: true },
  offline: { words: 'Signed out', colour: [0x66, 0x6b, 0x76], hollow: true },
}

/** The tooltip of the tray: the product, the state, the activity. */
export function trayTip(desk: DeskStatus, state: TrayState): string {
  const current = desk.activities.find(({ sid }) => sid === desk.current)
  const muted = desk.call?.muted === true ? 'muted' : null
  return ['Cordboard', trayLooks[state].words, current?.name ?? null, muted]
    .filter((part) => part !== null)
    .join(' · ')
}
