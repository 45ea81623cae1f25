import { beforeEach, describe, expect, it } from 'vitest'
import { StubCall, type StubDevice } from './testing/sdk-stubs.ts'
import {
  access,
  connectStub,
  openStubVoice,
  OUR_NUMBER,
  ring,
  type StubVoice,
} from './testing/stub-voice.ts'

let stub: StubVoice
let voice: StubVoice['voice']
let devices: StubVoice['devices']
let told: StubVoice['told']
let given: StubVoice['given']

beforeEach(() => {
  stub = openStubVoice()
  ;({ voice, devices, told, given } = stub)
})

const connected = () => connectStub(stub)

const turn = () => new Promise((resolve) => setTimeout(resolve, 0))

describe('the Device', () => {
  it('is built for the stand-in, with our sounds and the SDK ring switched off', async () => {
    const device = await connected()
    expect(device.did).toEqual(['incoming:false', 'register'])
    expect(given[0]).toMatchObject({
      chunderw: '127.0.0.1:4010',
      publishEvents: false,
      maxCallSignalingTimeoutMs: 30_000,
      enableImprovedSignalingErrorPrecision: true,
      sounds: { incoming: './incoming.wav' },
    })
  })

  it('is heard at the chosen speaker, one that was chosen before it was there too', async () => {
    voice.useSpeaker('d1')
    const device = await connected()
    voice.useSpeaker(null)
    expect(device.did).toEqual(['incoming:false', 'speaker:d1', 'register', 'speaker:default'])
  })

  it('changes the microphone under a call that is up, and lets it go after it', async () => {
    const device = await connected()
    // With no call up the next one asks for its own.
    voice.useMicrophone('d1')
    const call = ring(device)
    voice.answer('inbound-1')
    voice.useMicrophone('d1')
    voice.useMicrophone('d2')
    voice.useMicrophone(null)
    expect(device.did.slice(2)).toEqual(['microphone:d2', 'microphone:default'])
    call.disconnect()
    await Promise.resolve()
    expect(device.did.at(-1)).toBe('microphone let go')
  })

  it('asks again for what was plugged in just now, when the SDK knows of it too', async () => {
    const device = await connected()
    ring(device)
    voice.answer('inbound-1')
    device.unlisted.add('new')
    voice.useSpeaker('new')
    voice.useMicrophone('new')
    await turn()
    expect(device.did).not.toContain('speaker:new')
    device.unlisted.clear()
    device.emit('deviceChange')
    await turn()
    device.emit('deviceChange')
    await turn()
    expect(device.did.slice(2)).toEqual(['speaker:new', 'microphone:new'])
  })

  it('is left to its own endpoints, and to Insights, with Twilio itself', async () => {
    const { endpoints: _endpoints, ...atTwilio } = access
    await voice.connect(atTwilio)
    expect(given[0]).not.toHaveProperty('chunderw')
    expect(given[0]).not.toHaveProperty('publishEvents')
  })

  it('tells its registration, and asks for a token when it will not do', async () => {
    const device = await connected()
    device.emit('registered')
    device.emit('error', { code: 20104 })
    device.emit('error', { code: 31005 })
    device.emit('unregistered')
    expect(told).toEqual([
      { kind: 'voice-registration', state: 'registered' },
      { kind: 'voice-token-refused' },
      { kind: 'voice-registration', state: 'unregistered' },
    ])
  })

  it('takes the place of the one before, which is heard no more', async () => {
    const before = await connected()
    ring(before)
    await voice.connect(access)
    expect(before.did).toContain('destroy')
    expect(told).toEqual([
      expect.objectContaining({ kind: 'voice-incoming' }),
      { kind: 'voice-ended', id: 'inbound-1', reason: 'failed' },
      { kind: 'voice-registration', state: 'registering' },
    ])
    before.emit('registered')
    expect(told).toHaveLength(3)
  })

  it('is not built at all when it was destroyed while the SDK was loading', async () => {
    const loading = voice.connect(access)
    voice.destroy()
    await loading
    expect(devices).toEqual([])
  })
})

describe('a call', () => {
  it('is offered with the name that our server gave it', async () => {
    ring(await connected())
    expect(told).toEqual([
      {
        kind: 'voice-incoming',
        id: 'inbound-1',
        callId: 'call-1',
        callSid: 'CAagent',
        from: '+14155550123',
      },
    ])
  })

  it.each([
    ['who calls is withheld', {}],
    ['what came is no number', { customer: 'anonymous' }],
    ['what came is no number, but begins like one', { customer: '+1 415 <b>' }],
  ])('shows no number where %s, and never the one that the leg is from', async (_, custom) => {
    const device = await connected()
    device.emit('incoming', new StubCall({ CallSid: 'CA1', From: OUR_NUMBER }, custom))
    expect(told[0]).toMatchObject({ from: null, callId: null })
  })

  it.each([
    ['the caller hangs up', (call: StubCall) => call.emit('cancel'), 'cancelled'],
    [
      'the socket is lost while it rings',
      (call: StubCall) => call.emit('transportClose'),
      'failed',
    ],
    [
      'the far side hangs up',
      (call: StubCall) => {
        call.state = 'closed'
        call.emit('disconnect')
      },
      'remote',
    ],
    [
      'the microphone cannot be opened: the SDK disconnects first and says why after',
      (call: StubCall) => {
        call.state = 'closed'
        call.emit('disconnect')
        call.emit('error', { code: 31401 })
      },
      'failed',
    ],
  ])('ends once when %s', async (_what, happen, reason) => {
    const call = ring(await connected())
    told.length = 0
    happen(call)
    await Promise.resolve()
    call.emit('disconnect')
    await Promise.resolve()
    expect(told).toEqual([{ kind: 'voice-ended', id: 'inbound-1', reason }])
  })

  it('is rejected when it is hung up before it was answered', async () => {
    const call = ring(await connected())
    voice.hangUp('inbound-1')
    expect(call.did).toEqual(['reject'])
    expect(told.at(-1)).toEqual({ kind: 'voice-ended', id: 'inbound-1', reason: 'rejected' })
  })

  it('ends as ours when we hang up, even if the SDK stays silent', async () => {
    const call = ring(await connected())
    voice.answer('inbound-1')
    call.emit('accept')
    told.length = 0
    voice.hangUp('inbound-1')
    expect(told).toEqual([{ kind: 'voice-ended', id: 'inbound-1', reason: 'local' }])
    await Promise.resolve()
    expect(told).toHaveLength(1)
  })

  it('is poor while a warning stands that somebody hears', async () => {
    const call = ring(await connected())
    told.length = 0
    call.emit('warning', 'constant-audio-input-level')
    call.emit('warning', 'high-rtt')
    call.emit('warning', 'high-jitter')
    call.emit('warning-cleared', 'high-rtt')
    expect(told).toEqual([{ kind: 'voice-quality', id: 'inbound-1', poor: true }])
    call.emit('warning-cleared', 'high-jitter')
    expect(told.at(-1)).toEqual({ kind: 'voice-quality', id: 'inbound-1', poor: false })
  })
})

describe('a second call', () => {
  /** A desk that talks on its registered Device, and connects again beside it. */
  async function besides(): Promise<{ first: StubDevice; second: StubDevice; talking: StubCall }> {
    const first = await connected()
    const talking = ring(first)
    voice.answer('inbound-1')
    voice.dial('waiting-call-2', 'call-2')
    const second = devices[1]
    if (second === undefined) throw new Error('No second Device was made.')
    return { first, second, talking }
  }

  it('has a Device of its own, with the same options and without registering or chiming', async () => {
    const { first, second } = await besides()
    expect(first.did).not.toContain('connect:call-2')
    expect(second.did).toEqual(['outgoing:false', 'connect:call-2'])
    const { RTCPeerConnection: ofFirst, ...others } = given[0] ?? {}
    expect(given[1]).toMatchObject(others)
    // Which Device a connection is of can be told.
    expect(given[1]?.['RTCPeerConnection']).not.toBe(ofFirst)
  })

  it('lives and is muted beside the first', async () => {
    const { second, talking } = await besides()
    const call = new StubCall({})
    second.connected(call)
    await settled()
    told.length = 0
    call.emit('accept')
    voice.mute('inbound-1', true)
    voice.hangUp('waiting-call-2')
    expect(told).toEqual([
      { kind: 'voice-opened', id: 'waiting-call-2' },
      { kind: 'voice-ended', id: 'waiting-call-2', reason: 'local' },
    ])
    expect(talking.did).toEqual(['accept', 'mute:true'])
    expect(call.did).toEqual(['disconnect'])
  })

  it('is made on the Device of before when the next one comes, with the newest token', async () => {
    const { first, second, talking } = await besides()
    second.connected(new StubCall({}))
    await settled()
    voice.updateToken('token-2')
    expect([first.did.at(-1), second.did.at(-1)]).toEqual(['token:token-2', 'token:token-2'])
    talking.disconnect()
    voice.dial('outbound-3', 'call-3')
    expect(first.did.at(-1)).toBe('connect:call-3')
    expect(devices).toHaveLength(2)
  })

  it('asks for a token as the first does, and goes with it', async () => {
    const { first, second } = await besides()
    second.connected(new StubCall({}))
    await settled()
    told.length = 0
    second.emit('tokenWillExpire')
    second.emit('error', { code: 20104 })
    second.emit('registered')
    second.emit('unregistered')
    expect(told).toEqual([{ kind: 'voice-token-refused' }])
    voice.destroy()
    expect([first.did.at(-1), second.did.at(-1)]).toEqual(['destroy', 'destroy'])
    expect(told.slice(1)).toEqual([
      { kind: 'voice-ended', id: 'inbound-1', reason: 'failed' },
      { kind: 'voice-ended', id: 'waiting-call-2', reason: 'failed' },
    ])
  })

  it('is not mixed up with an attempt under the same name that was given up', async () => {
    const { second } = await besides()
    const abandoned = second.connected
    voice.hangUp('waiting-call-2')
    voice.dial('waiting-call-2', 'call-2')
    const late = new StubCall({})
    abandoned(late)
    await settled()
    expect(late.did).toEqual(['disconnect'])
    expect(told.filter(({ kind }) => kind === 'voice-ended')).toHaveLength(1)
  })
})

/** What the SDK promised has settled. */
async function settled(): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, 0))
}

describe('a call that we make', () => {
  it('keeps what was asked of it before the SDK had made it', async () => {
    const device = await connected()
    voice.dial('outbound-1', 'call-9')
    voice.mute('outbound-1', true)
    const call = new StubCall({})
    device.connected(call)
    await settled()
    expect(device.did).toContain('connect:call-9')
    expect(call.did).toEqual(['mute:true'])
  })

  it('is put down as soon as it exists when it was given up before', async () => {
    const device = await connected()
    voice.dial('outbound-1', 'call-9')
    voice.hangUp('outbound-1')
    expect(told).toEqual([{ kind: 'voice-ended', id: 'outbound-1', reason: 'local' }])
    const call = new StubCall({})
    device.connected(call)
    await settled()
    expect(call.did).toEqual(['disconnect'])
    expect(told).toHaveLength(1)
  })

  it('has failed when the SDK cannot make it, and without a Device', async () => {
    const device = await connected()
    voice.dial('outbound-1', 'call-9')
    device.refused(new Error('A Call is already active'))
    await settled()
    voice.destroy()
    voice.dial('outbound-2', 'call-9')
    expect(told).toEqual([
      { kind: 'voice-ended', id: 'outbound-1', reason: 'failed' },
      { kind: 'voice-ended', id: 'outbound-2', reason: 'failed' },
    ])
  })
})
