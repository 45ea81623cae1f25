import type { SandboxAccount } from '../account.ts'
import type { Clock } from '../clock.ts'
import type { AccountLimits } from '../limits/account-limits.ts'
import type { CallQueue } from '../limits/call-queue.ts'
import type { MessageSubscriptions } from '../messages/subscriptions.ts'
import type { Background } from '../streams/background.ts'
import type { MediaStream } from '../streams/media-stream.ts'
import type { Transcription } from '../streams/transcription.ts'
import type { TaskSide } from '../taskrouter/voice-side.ts'
import type { WebhookSender } from '../webhooks/sender.ts'
import type { AudioLoop } from './audio-loop.ts'
import type { RecordingRegistry } from './call-recording.ts'
import type { CallerIds } from './caller-ids.ts'
import type { CallRegistry } from './call-registry.ts'
import type { ConferenceRegistry } from './conference-registry.ts'
import type { DeviceDirectory } from './leg.ts'
import type { Music } from './music.ts'
import type { Notices } from './notices.ts'
import type { QueueRegistry } from './queues.ts'
import type { Routes } from './routes.ts'
import type { SaidLog } from './said.ts'

/** What the parts of Voice share. */
export interface VoiceServices {
  readonly account: SandboxAccount
  readonly accountSid: string
  readonly clock: Clock
  readonly audio: AudioLoop
  readonly sender: WebhookSender
  readonly notices: Notices
  readonly music: Music
  readonly calls: CallRegistry
  readonly limits: AccountLimits
  /** Where calls that the REST API makes wait. */
  readonly callQueue: CallQueue
  readonly conferences: ConferenceRegistry
  readonly queues: QueueRegistry
  readonly recordings: RecordingRegistry
  readonly streams: Background<MediaStream>
  readonly transcriptions: Background<Transcription>
  readonly messageSubscriptions: MessageSubscriptions
  readonly said: SaidLog
  /** The account's address under the REST API; known once the sandbox listens. */
  readonly restUrl: () => string
  readonly routes: Routes
  readonly callerIds: CallerIds
  readonly directory: () => DeviceDirectory
  readonly tasks: () => TaskSide
}
