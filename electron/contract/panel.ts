import { z } from 'zod'
import { callCommands, callId, callStatus } from './desk.ts'

/** A ringing call, in words that the page has chosen. They are only shown as text. */
export const ring = z.strictObject({
  callId,
  title: z.string().max(200),
  body: z.string().max(500),
})
export type Ring = z.infer<typeof ring>

/** What the ring window shows. The call that has rung longest comes first. */
export const ringPanel = z.strictObject({ rings: z.array(ring).max(20) })
export type RingPanel = z.infer<typeof ringPanel>

/** What the mini bar shows. */
export const miniPanel = z.strictObject({ call: callStatus.nullable(), clockOffsetMs: z.number() })
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
