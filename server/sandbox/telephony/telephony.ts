import type { SandboxAccount } from '../account.ts'
import type { Clock } from '../clock.ts'
import type { AccountLimits } from '../limits/account-limits.ts'
import { CallQueue } from '../limits/call-queue.ts'
import { MessageSubscriptions } from '../messages/subscriptions.ts'
import { Background } from '../streams/background.ts'
import type { TaskSide, VoiceSide } from '../taskrouter/voice-side.ts'
import { createMusic } from '../twiml/verbs/wait-music.ts'
import type { WebhookSender } from '../webhooks/sender.ts'
import { createAudioLoop } from './audio/audio-loop.ts'
import { API_VERSION } from './call/call-params.ts'
import { RecordingRegistry } from './recording/call-recording.ts'
import { CallerIds } from './dialing/caller-ids.ts'
import { CallRegistry } from './call/call-registry.ts'
import { ConferenceRegistry } from './conference/conference-registry.ts'
import { createAppLeg } from './dialing/app-leg.ts'
import type { DeviceDirectory, Switch } from './audio/leg.ts'
import type { Notices } from './notices.ts'
import { QueueRegistry } from './queue/queues.ts'
import { Routes } from './routes.ts'
import { createSaidLog } from './call/say-log.ts'
import type { VoiceServices } from './services.ts'
import { createSwitchboard } from './switchboard.ts'
import { createVoiceSide } from './voice-side.ts'

export interface Telephony {
  readonly services: VoiceServices
  readonly switchboard: Switch
  readonly voiceSide: VoiceSide
  /** Ends every call. */
  close(): void
  /** Ends and forgets every call, conference, queue and recording; and numbers' and Apps' URLs unless they are kept. */
  reset(options: { readonly keepsConfiguration: boolean }): void
}

/** Wires Voice. `directory` and `tasks` are asked when first needed, so that all sides can be made in any order. */
export function createTelephony(deps: {
  readonly account: SandboxAccount
  readonly clock: Clock
  readonly ticker: { onTick(run: () => void): () => void }
  readonly sender: WebhookSender
  readonly notices: Notices
  readonly limits: AccountLimits
  readonly baseUrl: () => string
  readonly directory: () => Pick<DeviceDirectory, 'clientLegs' | 'phoneLeg'>
  readonly tasks: () => TaskSide
}): Telephony {
  const { account, clock, sender, notices, limits, baseUrl, directory, tasks } = deps
  const { accountSid } = account
  const audio = createAudioLoop(deps.ticker)
  const calls = new CallRegistry({ clock, audio })
  const callQueue = new CallQueue(clock, limits)
  const said = createSaidLog(clock)
  const music = createMusic({ sender, notices, calls, said })
  const conferences = new ConferenceRegistry({ accountSid, clock, audio, sender, music })
  const services: VoiceServices = {
    account,
    accountSid,
    clock,
    audio,
    sender,
    notices,
    music,
    calls,
    limits,
    callQueue,
    conferences,
    queues: new QueueRegistry(clock),
    recordings: new RecordingRegistry(),
    streams: new Background(),
    transcriptions: new Background(),
    messageSubscriptions: new MessageSubscriptions({ accountSid, clock, sender, notices }),
    said,
    restUrl: () => `${baseUrl()}/api/${API_VERSION}/Accounts/${accountSid}`,
    routes: new Routes(),
    callerIds: new CallerIds(),
    directory: () => ({
      clientLegs: (identity) => directory().clientLegs(identity),
      phoneLeg: (number) => directory().phoneLeg(number),
      appLeg: (applicationSid) => createAppLeg(services, applicationSid),
    }),
    tasks,
  }
  const end = () => {
    for (const call of calls.list()) call.end('completed', 'switch')
    services.recordings.close()
  }
  return {
    services,
    switchboard: createSwitchboard(services),
    voiceSide: createVoiceSide(services),
    close: end,
    reset({ keepsConfiguration }) {
      end()
      const { queues, recordings, streams, transcriptions, messageSubscriptions } = services
      const { callerIds, routes } = services
      for (const registry of [
        calls,
        callQueue,
        conferences,
        queues,
        recordings,
        streams,
        transcriptions,
        messageSubscriptions,
        said,
      ])
        registry.clear()
      if (keepsConfiguration) return
      routes.restore()
      limits.restore()
      callerIds.clear()
    },
  }
}
