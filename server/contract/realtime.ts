import { z } from 'zod'
import type { DeskSnapshot } from './desk.ts'
import type { SessionEnding } from './session-ending.ts'

/** What a desk reports about itself, at each change and every 5 s. The presence lease depends on it. */
export const readiness = z.strictObject({
  device: z.enum(['registered', 'registering', 'unregistered']),
  microphone: z.enum(['live', 'blocked', 'missing', 'unknown']),
  worker: z.enum(['connected', 'connecting', 'disconnected']),
})
export type ReadinessReport = z.infer<typeof readiness>

/** The agent's time zone (IANA): their days begin at its midnight. */
export const timeZone = z.string().min(1).max(100)

/**
 * Socket.IO: path `/realtime`, `auth: { token: accessToken, timeZone, givesSigns: true }`. A refused token fails with
 * `signed-out`. `givesSigns`: this desk answers `sign`; an older one does not know it.
 */
export const REALTIME_PATH = '/realtime'

export interface ServerToClient {
  desk(snapshot: DeskSnapshot): void
  /** The session is over. A client that does not know the reason ignores it. */
  signedOut(because: SessionEnding): void
  /** Asks for a sign of life, once a second while the agent is in a conversation. */
  sign(done: () => void): void
}

export interface ClientToServer {
  readiness(report: ReadinessReport, done: () => void): void
}
