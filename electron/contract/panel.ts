import { z } from 'zod'
import { callCommands, callId, callStatus, shownState } from './desk.ts'

/** A ringing call, in words that the page has chosen. They are only shown as text. */
export const ring = z.strictObject({
  callId,
  /** Who. */
  title: z.string().max(200),
  /** The second line of a notification: the queue and the number. */
  body: z.string().max(500),
  queue: z.string().max(200).nullable(),
  /** The number of the caller, or which customer a teammate asks about. */
  number: z.string().max(200).nullable(),
  /** What the agent who hands the call over says about it. */
  note: z.string().max(500).nullable(),
  /** ISO, on the server's clock; null until the server's word of the call arrives. */
  waitsSince: z.iso.datetime().nullable(),
  deadline: z.iso.datetime().nullable(),
})
export type Ring = z.infer<typeof ring>

/** What the ring window shows. The call that has rung longest comes first. */
export const ringPanel = z.strictObject({
  rings: z.array(ring).max(20),
  /** Of this desk: it may be on a call already. */
  state: shownState,
  clockOffsetMs: z.number(),
})
export type RingPanel = z.infer<typeof ringPanel>

/** What the mini bar shows. */
export const miniPanel = z.strictObject({
  call: callStatus.nullable(),
  state: shownState,
  clockOffsetMs: z.number(),
})
export type MiniPanel = z.infer<typeof miniPanel>

export const ringAction = z.strictObject({ kind: z.enum(['answer', 'decline', 'show']), callId })
export type RingAction = z.infer<typeof ringAction>

export const miniAction = z.discriminatedUnion('kind', [
  ...callCommands,
  z.strictObject({ kind: z.literal('show') }),
])
export type MiniAction = z.infer<typeof miniAction>

/** `window.panel` in a small window, as its preload makes it. */
export interface PanelBridge {
  /** The first state; later ones come to `onShow`. The caller parses both. */
  now(): Promise<unknown>
  onShow(listener: (state: unknown) => void): void
  act(action: RingAction | MiniAction): void
}
