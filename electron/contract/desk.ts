import { z } from 'zod'
import { stateTime } from './state-time.ts'

export const callId = z.string().min(1).max(200)
const sid = z.string().min(1).max(200)
const words = z.string().max(300)

/** The current call, as far as the tray and the mini bar show it. */
export const callStatus = z.strictObject({
  callId,
  /** The name of the other party, in the language of the agent. */
  name: words,
  state: z.enum(['connecting', 'talking', 'ended']),
  /** The confirmed hold, and what is requested. */
  hold: z.enum(['talking', 'holding', 'on-hold', 'resuming']),
  /** Whether hold or resume can be requested now. */
  mayHold: z.boolean(),
  muted: z.boolean(),
  hangingUp: z.boolean(),
})
export type CallStatus = z.infer<typeof callStatus>

/** What is true of the desk, the most urgent first, in the language of the agent. */
export const shownState = z.strictObject({
  kind: z.enum([
    'ringing',
    'calling',
    'connecting',
    'on-a-call',
    'on-hold',
    'wrap-up',
    'wrap-up-overdue',
    'not-reachable',
    'getting-ready',
    'available',
    'away',
    'signed-out',
  ]),
  words,
  time: stateTime.nullable(),
  /** What comes after it. */
  next: words.nullable(),
  /** The word for an agent that no one hears; null for one that is heard. */
  muted: words.nullable(),
})
export type ShownState = z.infer<typeof shownState>

const activity = z.strictObject({ sid, name: words, available: z.boolean() })

/** A message that must be shown even if the window is hidden, in the language of the agent. */
export const alert = z.strictObject({ title: words, body: words })
export type Alert = z.infer<typeof alert>

/** The state of the desk as the page reports it, so that it can be shown and controlled while the page is hidden. */
export const deskStatus = z.strictObject({
  signedIn: z.boolean(),
  activities: z.array(activity).max(200),
  /** The SID of the activity; null until it is known. */
  current: sid.nullable(),
  /** The SID of the requested activity that is not confirmed yet. */
  pending: sid.nullable(),
  state: shownState,
  call: callStatus.nullable(),
  alert: alert.nullable(),
  /** Milliseconds to add to this machine's wall clock to get the server's time. */
  clockOffsetMs: z.number(),
})
export type DeskStatus = z.infer<typeof deskStatus>

/** The commands for the current call, at the tray and in the mini bar. */
export const callCommands = [
  z.strictObject({ kind: z.literal('mute'), muted: z.boolean() }),
  z.strictObject({ kind: z.literal('hold'), callId, held: z.boolean() }),
  z.strictObject({ kind: z.literal('hang-up'), callId }),
] as const

/** What a person did at the tray, in the mini bar, or by quitting. */
export const deskCommand = z.discriminatedUnion('kind', [
  ...callCommands,
  z.strictObject({ kind: z.literal('set-activity'), sid }),
  z.strictObject({ kind: z.literal('open-settings') }),
  /** Before the program ends: the agent leaves every call, or ends it where nobody would be left with the customer. */
  z.strictObject({ kind: z.literal('leave-calls') }),
])
export type DeskCommand = z.infer<typeof deskCommand>
