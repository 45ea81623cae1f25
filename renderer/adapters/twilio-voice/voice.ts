import { callerNumber } from '../../../server/contract/dialled/caller-number.ts'
import type { TwilioAccess } from '../../../server/contract/twilio-access.ts'
import type { VoiceEvent } from '../../domain/events.ts'
import type { VoicePort } from '../../ports/voice-port.ts'
import { Listeners } from '../listeners.ts'
import { deviceOptions, type GetUserMedia } from './device-options.ts'
import { Legs } from './legs.ts'
import { Lines } from './lines.ts'
import { allowLoopbackSignalling } from './loopback-signalling.ts'
import type { MakeDevice, SdkCall, SdkDevice, SdkError } from './sdk.ts'
import { SoundRest, type SdkSound } from './sound-rest.ts'

/** Twilio's words for "this token will not do": invalid, expired, refused. */
const tokenErrors = new Set([20101, 20104, 20151, 31204, 31205])

export interface TwilioVoiceOptions {
  /** Asked for each call's microphone. */
  readonly getUserMedia: GetUserMedia
  readonly loadSdk: () => Promise<MakeDevice>
  /** What the SDK plays its sounds through, once a Device has been made; null where it has none. */
  readonly loadSound: () => Promise<SdkSound | null>
  readonly sounds: Readonly<Record<string, string>>
}

/** Voice through Twilio's SDK. */
export function createTwilioVoice(options: TwilioVoiceOptions): VoicePort {
  const events = new Listeners<VoiceEvent>()
  const { emit } = events
  const sound = new SoundRest()
  const legs = new Legs(emit, () => lines?.rest(), sound)
  let lines: Lines | null = null
  let microphone: string | null = null
  let speaker: string | null = null
  let generation = 0
  let incoming = 0

  function drop(): void {
    const before = lines
    lines = null
    legs.endAll('failed')
    before?.destroy()
  }

  function offer(call: SdkCall): void {
    incoming += 1
    const id = `inbound-${incoming}`
    legs.add(id, call)
    emit(offerOf(id, call))
  }

  async function connect(access: TwilioAccess): Promise<void> {
    generation += 1
    const mine = generation
    drop()
    emit({ kind: 'voice-registration', state: 'registering' })
    if (access.endpoints !== undefined) allowLoopbackSignalling(access.endpoints.signalling)
    const makeDevice = await options.loadSdk()
    if (mine !== generation) return
    const given = deviceOptions(access.endpoints, options.sounds, options.getUserMedia)
    const tell = (event: VoiceEvent) => {
      if (mine === generation) emit(event)
    }
    const made = new Lines(access.token, (token) => {
      const device = makeDevice(token, given)
      followToken(device, tell)
      return device
    })
    lines = made
    void options.loadSound().then((found) => sound.follow(found))
    if (speaker !== null) made.useSpeaker(speaker)
    followRegistration(made.first, tell)
    made.first.on('incoming', (call) => {
      if (mine === generation) offer(call)
    })
    await made.first.register().catch(() => {
      // What became of it has been told by the Device's events.
    })
  }

  return {
    connect,
    updateToken: (token) => lines?.updateToken(token),
    dial(id, callId) {
      const leg = legs.expect(id)
      if (lines === null) leg.fail()
      else lines.connect({ callId }).then(leg.attach, leg.fail)
    },
    answer: (id) => legs.answer(id),
    decline: (id) => legs.decline(id),
    mute: (id, muted) => legs.mute(id, muted),
    sendDigits: (id, digits) => legs.sendDigits(id, digits),
    useSpeaker(deviceId) {
      speaker = deviceId
      lines?.useSpeaker(deviceId)
    },
    useMicrophone(deviceId) {
      if (deviceId !== microphone) lines?.useMicrophone(deviceId)
      microphone = deviceId
    },
    hangUp: (id) => legs.hangUp(id),
    destroy() {
      generation += 1
      drop()
      sound.close()
    },
    onEvent: events.add,
  }
}

function followRegistration(device: SdkDevice, tell: (event: VoiceEvent) => void): void {
  for (const state of ['registered', 'registering', 'unregistered'] as const) {
    device.on(state, () => tell({ kind: 'voice-registration', state }))
  }
}

function followToken(device: SdkDevice, tell: (event: VoiceEvent) => void): void {
  device.on('tokenWillExpire', () => tell({ kind: 'voice-token-refused' }))
  device.on('error', (error: SdkError) => {
    if (tokenErrors.has(error.code ?? 0)) tell({ kind: 'voice-token-refused' })
  })
}

/** The offer as the domain knows it. `From` may be a client's name or withheld: only numbers count. */
export function offerOf(
  id: string,
  call: SdkCall,
): Extract<VoiceEvent, { kind: 'voice-incoming' }> {
  return {
    kind: 'voice-incoming',
    id,
    callId: call.customParameters.get('callId') ?? null,
    callSid: call.parameters['CallSid'] ?? '',
    from: callerNumber(call.parameters['From'] ?? ''),
  }
}
