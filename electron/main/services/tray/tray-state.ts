import type { DeskStatus, ShownState } from '../../../contract/desk.ts'
import { timeText } from '../../../contract/state-time.ts'

/** The state that the tray shows: that of the desk, unless a call rings beside another call. */
export type TrayState = ShownState['kind']

const signedOut: ShownState = {
  kind: 'signed-out',
  words: 'Signed out',
  time: null,
  next: null,
  muted: null,
}

export const signedOutDesk: DeskStatus = {
  signedIn: false,
  activities: [],
  current: null,
  pending: null,
  state: signedOut,
  call: null,
  alert: null,
  clockOffsetMs: 0,
}

export function trayState(desk: DeskStatus, ringing: boolean): TrayState {
  return ringing ? 'ringing' : desk.state.kind
}

interface TrayLook {
  /** Red, green and blue of the dot, as in the design tokens. */
  readonly colour: readonly [number, number, number]
  readonly form: DotForm
}

/**
 * Makes states visible without colour: a full dot takes part in calls, one with a bar has calls wait for it, and
 * a hollow one gets none.
 */
export type DotForm = 'full' | 'barred' | 'hollow'

const green = [0x1c, 0x7f, 0x47] as const
const blue = [0x1f, 0x5f, 0xc4] as const
const red = [0xc2, 0x2f, 0x28] as const
const grey = [0x9c, 0xa2, 0xad] as const

/** A ring has the colour of Answer. */
export const trayLooks: Readonly<Record<TrayState, TrayLook>> = {
  ringing: { colour: green, form: 'full' },
  calling: { colour: blue, form: 'full' },
  connecting: { colour: blue, form: 'full' },
  'on-a-call': { colour: blue, form: 'full' },
  'on-hold': { colour: [0xa6, 0x5f, 0x00], form: 'full' },
  'wrap-up': { colour: [0x6d, 0x45, 0xb4], form: 'barred' },
  'wrap-up-overdue': { colour: red, form: 'barred' },
  'not-reachable': { colour: red, form: 'hollow' },
  'getting-ready': { colour: grey, form: 'hollow' },
  available: { colour: green, form: 'full' },
  away: { colour: grey, form: 'hollow' },
  'signed-out': { colour: [0x66, 0x6b, 0x76], form: 'hollow' },
}

/**
 * The words of the tray: the product, the state, what comes after it. `wall`: this machine's wall clock; null leaves
 * the time out.
 */
export function trayTip(desk: DeskStatus, ringing: boolean, wall: number | null): string {
  const { kind, words, time, next, muted } = desk.state
  const counted = time === null || wall === null ? null : timeText(time, wall + desk.clockOffsetMs)
  const rings = ringing && kind !== 'ringing' ? 'Ringing' : null
  const state = counted === null ? words : `${words} ${counted}`
  return ['Cordboard', rings, state, muted, next].filter((part) => part !== null).join(' · ')
}
