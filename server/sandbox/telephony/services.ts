import type { AccountLimits } from '../limits/account-limits.ts'
import type { CallQueue } from '../limits/call-queue.ts'
import type { MessageSubscriptions } from '../messages/subscriptions.ts'
import type { Background } from '../streams/background.ts'
import type { MediaStream } from '../streams/media-stream.ts'
import type { Transcription } from '../streams/transcription.ts'
import type { TaskSide } from '../taskrouter/voice-side.ts'
import type { RecordingRegistry } from './recording/call-recording.ts'
import type { CallerIds } from './dialing/caller-ids.ts'
import type { CallRegistry } from './call/call-registry.ts'
import type { ConferenceRegistry } from './conference/conference-registry.ts'
import type { DeviceDirectory } from './audio/leg.ts'
import type { Music } from './audio/music.ts'
import type { CoreServices } from './core-services.ts'
import type { QueueRegistry } from './queue/queues.ts'
import type { Routes } from './routes.ts'
import type { SayLog } from './call/say-log.ts'

/** What the parts of Voice share. */
export interface VoiceServices extends CoreServices {
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
  readonly said: SayLog
  readonly routes: Routes
  readonly callerIds: CallerIds
  readonly directory: () => DeviceDirectory
  readonly tasks: () => TaskSide
}
