import type { TwilioAccess } from '../../../server/contract/twilio-access.ts'
import type { VoiceEvent } from '../../domain/events.ts'
import type { VoicePort } from '../../ports/voice-port.ts'
import { Listeners } from '../listeners.ts'
import { deviceOptions, type GetUserMedia } from './device-options.ts'
import { Legs } from './legs.ts'
import { allowLoopbackSignalling } from './loopback-signalling.ts'
import type { MakeDevice, SdkCall, SdkDevice, SdkError } from './sdk.ts'

/** Twilio's words for "this token will not do": invalid, expired, refused. */
const tokenErrors = new Set([20101, 20104, 20151, 31204, 31205])

export interface TwilioVoiceOptions {
  /** Asked for each call's microphone. */
  readonly getUserMedia: GetUserMedia
  readonly loadSdk: () => Promise<MakeDevice>
  readonly sounds: Readonly<Record<string, string>>
}

/** Voice through Twilio's SDK. */
export function createTwilioVoice(options: TwilioVoiceOptions): VoicePort {
  const events = new Listeners<VoiceEvent>()
  const { emit } = events
  const legs = new Legs(emit)
  let device: SdkDevice | null = null
  let generation = 0
  let incoming = 0

  function follow(made: SdkDevice): void {
    const mine = (event: VoiceEvent) => {
      if (device === made) emit(event)
    }
    made.on('registered', () => mine({ kind: 'voice-registration', state: 'registered' }))
    made.on('registering', () => mine({ kind: 'voice-registration', state: 'registering' }))
    made.on('unregistered', () => mine({ kind: 'voice-registration', state: 'unregistered' }))
    made.on('tokenWillExpire', () => mine({ kind: 'voice-token-refused' }))
    made.on('error', (error: SdkError) => {
      if (tokenErrors.has(error.code ?? 0)) mine({ kind: 'voice-token-refused' })
    })
    made.on('incoming', (call: SdkCall) => {
      if (device !== made) return
      incoming += 1
      const id = `inbound-${incoming}`
      legs.add(id, call)
      emit(offerOf(id, call))
    })
  }

  function drop(): void {
    const before = device
    device = null
    legs.endAll('failed')
    before?.destroy()
  }

  async function connect(access: TwilioAccess): Promise<void> {
    generation += 1
    const mine = generation
    drop()
    emit({ kind: 'voice-registration', state: 'registering' })
    if (access.endpoints !== undefined) allowLoopbackSignalling(access.endpoints.signalling)
    const makeDevice = await options.loadSdk()
    if (mine !== generation) return
    const made = makeDevice(
      access.token,
      deviceOptions(access.endpoints, options.sounds, options.getUserMedia),
    )
    device = made
    // The ring is ours: the SDK's would play beside it, and delays the event until it does.
    made.audio?.incoming(false)
    follow(made)
    await made.register().catch(() => {
      // What became of it has been told by the Device's events.
    })
  }

  return {
    connect,
    updateToken(token) {
      device?.updateToken(token)
    },
    dial(id, callId) {
      legs.expect(id)
      if (device === null) {
        legs.end(id, 'failed')
        return
      }
      device.connect({ params: { callId } }).then(
        (call) => legs.attach(id, call),
        () => legs.end(id, 'failed'),
      )
    },
    answer: (id) => legs.answer(id),
    decline: (id) => legs.decline(id),
    mute: (id, muted) => legs.mute(id, muted),
    sendDigits: (id, digits) => legs.sendDigits(id, digits),
    hangUp: (id) => legs.hangUp(id),
    destroy() {
      generation += 1
      drop()
    },
    onEvent: events.add,
  }
}

/** The offer as the domain knows it. `From` may be a client's name or withheld: only numbers count. */
export function offerOf(
  id: string,
  call: SdkCall,
): Extract<VoiceEvent, { kind: 'voice-incoming' }> {
  const from = call.parameters['From']
  return {
    kind: 'voice-incoming',
    id,
    callId: call.customParameters.get('callId') ?? null,
    callSid: call.parameters['CallSid'] ?? '',
    from: from !== undefined && /^\+\d+$/.test(from) ? from : null,
  }
}
