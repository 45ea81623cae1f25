import { beforeEach, describe, expect, it } from 'vitest'
import type { MicrophoneState } from '../../domain/model/connection-state.ts'
import { createMicrophone, stateOfFailure, type Microphone } from './microphone.ts'

class StubTrack extends EventTarget {
  readyState = 'live'
  stop() {
    this.readyState = 'ended'
  }
}

class StubStream {
  readonly track = new StubTrack()
  getTracks() {
    return [this.track]
  }
  getAudioTracks() {
    return [this.track]
  }
}

class StubDevices extends EventTarget {
  readonly opened: StubStream[] = []
  present = true
  failure: string | null = null
  readonly asked: MediaStreamConstraints[] = []
  async getUserMedia(constraints: MediaStreamConstraints) {
    this.asked.push(constraints)
    if (this.failure !== null) throw new DOMException('no', this.failure)
    const stream = new StubStream()
    this.opened.push(stream)
    return stream
  }
  listed: Pick<MediaDeviceInfo, 'kind' | 'deviceId' | 'label'>[] | null = null
  async enumerateDevices() {
    const kind = this.present ? 'audioinput' : 'audiooutput'
    return this.listed ?? [{ kind, deviceId: '', label: '' }]
  }
}

let devices: StubDevices
let told: MicrophoneState[]
let microphone: Microphone

beforeEach(() => {
  devices = new StubDevices()
  told = []
  microphone = createMicrophone({
    // The cast: as much of MediaDevices as the microphone uses.
    devices: devices as unknown as MediaDevices,
    permission: async () => null,
  })
  microphone.onState((state) => told.push(state))
})

const states = () => devices.opened.map((stream) => stream.track.readyState)
const turn = () => new Promise((resolve) => setTimeout(resolve, 0))

describe('the microphone', () => {
  it.each([
    [
      'the one of that label, where the id has changed',
      [
        { kind: 'audioinput', deviceId: 'x', label: 'Built-in' },
        { kind: 'audioinput', deviceId: 'new', label: 'Headset' },
        { kind: 'audiooutput', deviceId: 'other', label: 'Headset' },
      ],
      { audio: { deviceId: { ideal: 'new' } } },
    ],
    [
      'the system’s choice, where neither is there',
      [{ kind: 'audioinput', deviceId: 'x', label: 'Built-in' }],
      { audio: true },
    ],
    [
      'the one of that id, where the browser does not say the names yet',
      [{ kind: 'audioinput', deviceId: '', label: '' }],
      { audio: { deviceId: { ideal: 'old' } } },
    ],
  ] as const)('is looked up before it is opened: %s', async (_which, listed, asked) => {
    microphone.prefer({ id: 'old', label: 'Headset' })
    devices.listed = [...listed]
    await microphone.take({ audio: true })
    expect(devices.asked).toEqual([asked])
  })

  it('held open for a call that rings is let go when the chosen one is plugged in', async () => {
    microphone.prefer({ id: 'd1', label: 'Headset' })
    devices.listed = [{ kind: 'audioinput', deviceId: 'x', label: 'Built-in' }]
    microphone.warm()
    await turn()
    devices.listed = [...devices.listed, { kind: 'audioinput', deviceId: 'd1', label: 'Headset' }]
    devices.dispatchEvent(new Event('devicechange'))
    await turn()
    await microphone.take({ audio: true })
    expect(devices.asked).toEqual([{ audio: true }, { audio: { deviceId: { ideal: 'd1' } } }])
    expect(states()).toEqual(['ended', 'live'])
  })

  it('is the chosen one, wished for and not demanded, unless the question names another', async () => {
    devices.listed = [{ kind: 'audioinput', deviceId: 'd1', label: 'Headset' }]
    microphone.prefer({ id: 'd1', label: 'Headset' })
    await microphone.take({ audio: true })
    await microphone.take({ audio: { deviceId: { exact: 'd2' } } })
    microphone.prefer(null)
    await microphone.take({ audio: true })
    expect(devices.asked).toEqual([
      { audio: { deviceId: { ideal: 'd1' } } },
      { audio: { deviceId: { exact: 'd2' } } },
      { audio: true },
    ])
  })

  it('is proved by being opened, and not left open', async () => {
    await microphone.check()
    expect(told).toEqual(['live'])
    expect(states()).toEqual(['ended'])
  })

  it('answers each time it is asked', async () => {
    await microphone.check()
    await microphone.check()
    expect(told).toEqual(['live', 'live'])
  })

  it.each([
    ['NotAllowedError', 'blocked'],
    ['SecurityError', 'blocked'],
    ['NotFoundError', 'missing'],
    ['NotReadableError', 'missing'],
  ])('with %s is %s', (name, state) => {
    expect(stateOfFailure(new DOMException('no', name))).toBe(state)
  })

  it.each(['granted', 'prompt'] as const)(
    'that was blocked is checked as soon as the permission is %s',
    async (state) => {
      // The cast: as much of a PermissionStatus as the microphone uses.
      const status = Object.assign(new EventTarget(), {
        state: 'denied',
      }) as unknown as PermissionStatus
      const follower = createMicrophone({
        devices: devices as unknown as MediaDevices,
        permission: async () => status,
      })
      follower.onState((each) => told.push(each))
      devices.failure = 'NotAllowedError'
      await follower.check()
      devices.failure = null
      Object.assign(status, { state })
      status.dispatchEvent(new Event('change'))
      await turn()
      expect(told).toEqual(['blocked', 'live'])
    },
  )

  it('that cannot be opened is checked again when another one is chosen', async () => {
    devices.failure = 'NotReadableError'
    await microphone.check()
    devices.failure = null
    microphone.prefer({ id: 'built-in', label: 'Built-in' })
    await turn()
    expect(told).toEqual(['missing', 'live'])
  })

  it('is blocked in a page that may have none', async () => {
    const none = createMicrophone({ devices: null, permission: async () => null })
    none.onState((state) => told.push(state))
    await none.check()
    expect(told).toEqual(['blocked'])
  })

  it('is missing as soon as it is unplugged, and live again when it is back', async () => {
    await microphone.check()
    devices.present = false
    devices.dispatchEvent(new Event('devicechange'))
    await turn()
    expect(told).toEqual(['live', 'missing'])
    devices.present = true
    devices.dispatchEvent(new Event('devicechange'))
    await turn()
    expect(told).toEqual(['live', 'missing', 'live'])
  })
})

describe('a warmed microphone', () => {
  it('is the very stream that the call gets', async () => {
    microphone.warm()
    const stream = await microphone.take({ audio: true })
    expect(devices.opened).toEqual([stream])
    microphone.cool()
    await turn()
    expect(states()).toEqual(['live'])
  })

  it('is let go when no call takes it', async () => {
    microphone.warm()
    microphone.cool()
    await turn()
    expect(states()).toEqual(['ended'])
  })

  it('that has died meanwhile is opened again', async () => {
    microphone.warm()
    await turn()
    devices.opened[0]?.track.stop()
    const stream = await microphone.take({ audio: true })
    expect(stream).toBe(devices.opened[1])
  })

  it('is not given to one who wants a certain device', async () => {
    microphone.warm()
    const stream = await microphone.take({ audio: { deviceId: 'headset' } })
    expect(stream).toBe(devices.opened[1])
  })

  it('tells the call why it could not be opened', async () => {
    devices.failure = 'NotAllowedError'
    microphone.warm()
    await expect(microphone.take({ audio: true })).rejects.toThrow('no')
    expect(told).toEqual(['blocked'])
  })
})
