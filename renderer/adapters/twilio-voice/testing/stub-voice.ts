import type { VoiceEvent } from '../../../domain/model/events.ts'
import type { VoicePort } from '../../../ports/voice-port.ts'
import { createTwilioVoice } from '../voice.ts'
import { StubCall, StubDevice } from './sdk-stubs.ts'
import { stubConnections } from './tone-stubs.ts'

export const access = {
  token: 'token-1',
  expiresAt: '2026-03-01T10:00:00.000Z',
  identity: 'tenant_main_user_ada',
  workerSid: 'WKada',
  endpoints: {
    signalling: '127.0.0.1:4010',
    eventBridge: { http: 'http://127.0.0.1:4010/eb', ws: 'ws://127.0.0.1:4010/eb' },
  },
}

/** The adapter on stub Devices, and what it did with them. */
export interface StubVoice {
  readonly voice: VoicePort
  readonly devices: readonly StubDevice[]
  readonly told: VoiceEvent[]
  /** The options of each Device. */
  readonly given: readonly Readonly<Record<string, unknown>>[]
  /** What the SDK's sound was told. */
  readonly sound: readonly string[]
}

export function openStubVoice(): StubVoice {
  const devices: StubDevice[] = []
  const told: VoiceEvent[] = []
  const given: Readonly<Record<string, unknown>>[] = []
  const sound: string[] = []
  const voice = createTwilioVoice({
    getUserMedia: () => Promise.reject(new Error('not asked for here')),
    sounds: { incoming: './incoming.wav' },
    PeerConnection: stubConnections(null),
    clock: { after: () => () => undefined },
    loadSound: async () => ({
      suspend: async () => void sound.push('suspend'),
      resume: async () => void sound.push('resume'),
      createMediaStreamSource: () => {
        throw new Error('not asked for here')
      },
    }),
    loadSdk: async () => (_token, options) => {
      const device = new StubDevice()
      devices.push(device)
      given.push(options)
      return device
    },
  })
  voice.onEvent((event) => told.push(event))
  return { voice, devices, told, given, sound }
}

/** A Device that is made, with nothing told yet. */
export async function connectStub({ voice, devices, told }: StubVoice): Promise<StubDevice> {
  await voice.connect(access)
  const device = devices.at(-1)
  if (device === undefined) throw new Error('No Device was made.')
  told.length = 0
  return device
}

/** Twilio shows every desk one of our own numbers. */
export const OUR_NUMBER = '+15005550006'

export function ring(device: StubDevice): StubCall {
  const call = new StubCall(
    { CallSid: 'CAagent', From: OUR_NUMBER },
    { callId: 'call-1', customer: '+14155550123' },
  )
  device.rings(call)
  return call
}
