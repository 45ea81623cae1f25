import { idToOpen, resolveDevice } from '../../../electron/contract/resolve-device.ts'
import type { SoundDevice } from '../../../electron/contract/settings.ts'
import type { MicrophoneState } from '../../domain/model/connection-state.ts'
import type { MicrophonePort } from '../../ports/microphone-port.ts'
import { Listeners } from '../listeners.ts'
import { soundDevicesOf } from './devices.ts'
import { HeldStream, stopAll } from './held-stream.ts'

export interface Microphone extends MicrophonePort {
  /** The stream for a call: the one held open if there is one, else a new one. */
  take(constraints: MediaStreamConstraints): Promise<MediaStream>
}

export interface MicrophoneDeps {
  /** Absent in a page that is not a secure context. */
  readonly devices: Pick<
    MediaDevices,
    'getUserMedia' | 'enumerateDevices' | 'addEventListener' | 'removeEventListener'
  > | null
  /** The permission as the browser keeps it; null where it does not say. */
  permission(): Promise<PermissionStatus | null>
}

/** What a failed attempt to open the microphone says about it. */
export function stateOfFailure(error: unknown): MicrophoneState {
  const name = error instanceof Error ? error.name : ''
  return name === 'NotAllowedError' || name === 'SecurityError' ? 'blocked' : 'missing'
}

/**
 * The microphone. It is proved by being opened, and let go at once: a Bluetooth headset whose
 * microphone stays open plays music like a telephone. While a call is coming it is held open, so that
 * answering does not wait for it.
 */
export function createMicrophone({ devices, permission }: MicrophoneDeps): Microphone {
  const states = new Listeners<MicrophoneState>()
  const held = new HeldStream()
  const closing = new AbortController()
  let state: MicrophoneState = 'unknown'
  let preferred: SoundDevice = null
  /** The device that was looked up last, to be opened. */
  let lookedUp: string | null = null

  function tell(next: MicrophoneState): void {
    if (next === state || closing.signal.aborted) return
    state = next
    states.emit(next)
  }

  async function list(): Promise<readonly MediaDeviceInfo[]> {
    return (await devices?.enumerateDevices().catch(() => [])) ?? []
  }

  /** Of those that are there now: its id may be another one by now, and it may be gone. */
  function idOfPreferred(found: readonly MediaDeviceInfo[]): string | null {
    const known = soundDevicesOf(found, false)
    return idToOpen(resolveDevice(preferred, known.kind === 'named' ? known.microphones : null))
  }

  async function open(constraints: MediaStreamConstraints): Promise<MediaStream> {
    if (devices === null) {
      tell('blocked')
      throw new DOMException('No microphone outside of a secure page', 'NotAllowedError')
    }
    try {
      lookedUp = preferred === null ? null : idOfPreferred(await list())
      const stream = await devices.getUserMedia(withDevice(constraints, lookedUp))
      tell('live')
      // An unplugged device ends its tracks before the browser says that the devices changed.
      for (const track of stream.getAudioTracks()) track.addEventListener('ended', onDevicesChanged)
      return stream
    } catch (error) {
      tell(stateOfFailure(error))
      throw error
    }
  }

  async function check(): Promise<void> {
    // Each check gets an answer, even if it is the same as before.
    state = 'unknown'
    await open({ audio: true }).then(stopAll, () => undefined)
  }

  /** Looks again without opening anything, and opens only where something seems to be fixed. */
  async function review(): Promise<void> {
    const found = await list()
    // What is held open for a call may not be what the settings show by now.
    if (idOfPreferred(found) !== lookedUp) held.letGo()
    const present = found.some((device) => device.kind === 'audioinput')
    if (!present) tell('missing')
    else if (state === 'missing') await check()
  }

  const onDevicesChanged = () => void review()

  async function followPermission(): Promise<void> {
    const status = await permission()
    status?.addEventListener(
      'change',
      () => {
        if (status.state === 'denied') tell('blocked')
        if (status.state === 'granted' && state === 'blocked') void check()
      },
      { signal: closing.signal },
    )
  }

  devices?.addEventListener('devicechange', onDevicesChanged)
  void followPermission()

  return {
    check,
    prefer(device) {
      if (device?.id !== preferred?.id || device?.label !== preferred?.label) held.letGo()
      preferred = device
    },
    warm: () => held.hold(() => open({ audio: true })),
    cool: () => held.letGo(),
    async take(constraints) {
      const plain = constraints.audio === true && constraints.video === undefined
      return (plain ? await held.take() : null) ?? open(constraints)
    },
    onState: states.add,
    close() {
      closing.abort()
      held.letGo()
      devices?.removeEventListener('devicechange', onDevicesChanged)
    },
  }
}

/** The chosen microphone, unless the question names one itself. Wished for, not demanded: one that is gone is no reason for silence. */
function withDevice(
  constraints: MediaStreamConstraints,
  deviceId: string | null,
): MediaStreamConstraints {
  const { audio } = constraints
  if (deviceId === null || audio === undefined || audio === false) return constraints
  const wished = { deviceId: { ideal: deviceId } }
  return { ...constraints, audio: audio === true ? wished : { ...wished, ...audio } }
}

/** This browser's microphone. */
export function browserMicrophoneDeps(): MicrophoneDeps {
  const devices = 'mediaDevices' in navigator ? navigator.mediaDevices : null
  return {
    devices,
    permission: () => navigator.permissions.query({ name: 'microphone' }).catch(() => null),
  }
}
