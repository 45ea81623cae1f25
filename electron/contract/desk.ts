import { z } from 'zod'

const id = z.string().min(1).max(200)
const words = z.string().max(300)

/** A call in hand, as much as the tray and the mini bar show of it. */
export const callStatus = z.strictObject({
  callId: id,
  /** Who is on the line, in the agent's language. */
  name: words,
  state: z.enum(['connecting', 'talking', 'ended']),
  /** Since when it has been in this state, ISO, server's clock. */
  since: z.iso.datetime(),
  /** What is proved of the hold, and what is asked for. */
  hold: z.enum(['talking', 'holding', 'on-hold', 'resuming']),
  heldSince: z.iso.datetime(),
  /** Whether a hold can be asked for, or taken back, now. */
  mayHold: z.boolean(),
  muted: z.boolean(),
  hangingUp: z.boolean(),
})
export type CallStatus = z.infer<typeof callStatus>

export const activity = z.strictObject({ sid: id, name: words, available: z.boolean() })

/** What must be told even where the window is hidden, in the agent's language. */
export const alert = z.strictObject({ title: words, body: words })
export type Alert = z.infer<typeof alert>

/** What the page tells of itself, so that it can be seen and steered while it is hidden. */
export const deskStatus = z.strictObject({
  signedIn: z.boolean(),
  activities: z.array(activity).max(200),
  /** The activity's sid; null until it is known. */
  current: id.nullable(),
  /** Asked for and not yet confirmed. */
  pending: id.nullable(),
  /** Calls can reach this desk. */
  ready: z.boolean(),
  call: callStatus.nullable(),
  alert: alert.nullable(),
  /** Milliseconds to add to this machine's wall clock to get the server's time. */
  clockOffsetMs: z.number(),
})
export type DeskStatus = z.infer<typeof deskStatus>

/** What a person did outside of the page: at the tray or in the mini bar. */
export const deskCommand = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('set-activity'), sid: id }),
  z.strictObject({ kind: z.literal('mute'), muted: z.boolean() }),
  z.strictObject({ kind: z.literal('hold'), callId: id, held: z.boolean() }),
  z.strictObject({ kind: z.literal('hang-up'), callId: id }),
  z.strictObject({ kind: z.literal('open-settings') }),
])
export type DeskCommand = z.infer<typeof deskCommand>
