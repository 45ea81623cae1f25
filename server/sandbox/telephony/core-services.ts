import type { SandboxAccount } from '../account.ts'
import type { Clock } from '../clock.ts'
import type { WebhookSender } from '../webhooks/sender.ts'
import type { AudioLoop } from './audio/audio-loop.ts'
import type { Notices } from './notices.ts'

/** What every part of Voice needs, also those that `VoiceServices` itself holds. */
export interface CoreServices {
  readonly account: SandboxAccount
  readonly accountSid: string
  readonly clock: Clock
  readonly audio: AudioLoop
  readonly sender: WebhookSender
  readonly notices: Notices
  /** The account's address under the REST API; known once the sandbox listens. */
  readonly restUrl: () => string
}
