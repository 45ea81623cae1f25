import { z } from 'zod'
import type { TwilioAccess } from '../../../server/contract/twilio-access.ts'
import type { VoiceEvent } from '../../domain/model/events.ts'
import type { ClockPort } from '../../ports/clock-port.ts'
import type { VoicePort } from '../../ports/voice-port.ts'
import { Listeners } from '../listeners.ts'
import { deviceOptions, signallingAddress, type DeviceDeps } from './device-options.ts'
import { Legs } from './legs.ts'
import { Devices, type OpenDevice, type DeviceCall } from './devices.ts'
import { allowLoopbackSignalling } from './loopback-signalling.ts'
import { PeerConnections, type ToneConnectionClass } from './peer-connections.ts'
import type { MakeDevice, SdkCall, SdkDevice, SdkError } from './sdk.ts'
import { SoundRest, type SdkSound } from './sound-rest.ts'

/** Twilio's codes for an invalid, expired or refused token. */
const tokenErrors = new Set([20101, 20104, 20151, 31204, 31205])

/** The customer's number, which the server adds to the ring. */
const customerNumber = z.e164().nullable().catch(null)

export interface TwilioVoiceDeps extends DeviceDeps {
  readonly loadSdk: () => Promise<MakeDevice>
  /** The SDK's AudioContext once a Device is made; null when it has none. */
  readonly loadSound: () => Promise<SdkSound | null>
  /** The browser's RTCPeerConnection. */
  readonly PeerConnection: ToneConnectionClass
  readonly clock: Pick<ClockPort, 'after'>
}

/** Voice through Twilio's SDK. */
export function createTwilioVoice(deps: TwilioVoiceDeps): VoicePort {
  const events = new Listeners<VoiceEvent>()
  const { emit } = events
  const sound = new SoundRest()
  const legs = new Legs({ emit, onOver: () => devices?.rest(), sound, clock: deps.clock })
  let devices: Devices | null = null
  let microphone: string | null = null
  let speaker: string | null = null
  let generation = 0
  let incoming = 0

  function drop(): void {
    const before = devices
    devices = null
    legs.endAll('failed')
    before?.destroy()
  }

  function offer(offered: DeviceCall): void {
    incoming += 1
    const id = `inbound-${incoming}`
    legs.add(id, offered)
    emit(offerOf(id, offered.call))
  }

  async function connect(access: TwilioAccess): Promise<void> {
    generation += 1
    const mine = generation
    drop()
    emit({ kind: 'voice-registration', state: 'registering' })
    if (access.endpoints !== undefined) allowLoopbackSignalling(access.endpoints.signalling)
    const makeDevice = await deps.loadSdk()
    if (mine !== generation) return
    const tell = (event: VoiceEvent) => {
      if (mine === generation) emit(event)
    }
    const made = new Devices(access.token, (token) => {
      const opened = openDevice(makeDevice, token, access, deps)
      followToken(opened.device, tell)
      return opened
    })
    const { device, connections } = made.first
    devices = made
    void deps.loadSound().then((found) => sound.follow(found))
    if (speaker !== null) made.useSpeaker(speaker)
    followRegistration(device, tell)
    device.on('incoming', (call) => {
      if (mine === generation) offer({ call, connections })
    })
    await device.register().catch(() => {
      // The Device's events have reported it.
    })
  }

  return {
    connect,
    updateToken: (token) => devices?.updateToken(token),
    addressOf: ({ endpoints }) => signallingAddress(endpoints),
    dial(id, callId) {
      const leg = legs.expect(id)
      if (devices === null) leg.fail()
      else devices.connect({ callId }).then(leg.attach, leg.fail)
    },
    answer: (id) => legs.answer(id),
    decline: (id) => legs.decline(id),
    mute: (id, muted) => legs.mute(id, muted),
    sendDigits: (id, digits) => legs.sendDigits(id, digits),
    stopKeys: (id) => legs.stopKeys(id),
    useSpeaker(deviceId) {
      speaker = deviceId
      devices?.useSpeaker(deviceId)
    },
    useMicrophone(deviceId) {
      if (deviceId !== microphone) devices?.useMicrophone(deviceId)
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

function openDevice(
  makeDevice: MakeDevice,
  token: string,
  { endpoints }: TwilioAccess,
  deps: TwilioVoiceDeps,
): OpenDevice {
  const connections = new PeerConnections(deps.PeerConnection)
  const device = makeDevice(token, deviceOptions(endpoints, deps, connections.Class))
  return { device, connections }
}

function followRegistration(device: SdkDevice, tell: (event: VoiceEvent) => void): void {
  for (const state of ['registered', 'registering', 'unregistered'] as const) {
    device.on(state, () => tell({ kind: 'voice-registration', state }))
  }
}

/**
 * Not by `tokenWillExpire`: the SDK (2.x) starts a timer at each `connected` and never clears it, so timers of
 * replaced tokens still fire. `domain/connections/access.ts` decides when to renew.
 */
function followToken(device: SdkDevice, tell: (event: VoiceEvent) => void): void {
  device.on('error', (error: SdkError) => {
    if (tokenErrors.has(error.code ?? 0)) tell({ kind: 'voice-token-refused' })
  })
}

/** `From` is our own number; the customer's number is a parameter of the ring. */
function offerOf(id: string, call: SdkCall): Extract<VoiceEvent, { kind: 'voice-incoming' }> {
  return {
    kind: 'voice-incoming',
    id,
    callId: call.customParameters.get('callId') ?? null,
    callSid: call.parameters['CallSid'] ?? '',
    from: customerNumber.parse(call.customParameters.get('customer')),
  }
}
