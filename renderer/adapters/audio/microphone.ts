import { idToOpen, resolveDevice } from '../../../electron/contract/resolve-device.ts'
import type { SoundDevice } from '../../../electron/contract/settings.ts'
import type { MicrophoneState } from '../../domain/model/connection-state.ts'
import type { MicrophonePort } from '../../ports/microphone-port.ts'
import { Listeners } from '../listeners.ts'
import { soundDevicesOf } from './devices.ts'
import { HeldStream, stopAll } from './held-stream.ts'

export interface Microphone extends MicrophonePort {
  /** The stream for a call: the held one, else a new one. */
  take(constraints: MediaStreamConstraints): Promise<MediaStream>
}

export interface MicrophoneDeps {
  /** Absent in a page that is not a secure context. */
  readonly devices: Pick<
    MediaDevices,
    'getUserMedia' | 'enumerateDevices' | 'addEventListener' | 'removeEventListener'
  > | null
  /** The browser's permission; null when the browser does not say. */
  permission(): Promise<PermissionStatus | null>
}

export function stateOfFailure(error: unknown): MicrophoneState {
  const name = error instanceof Error ? error.name : ''
  return name === 'NotAllowedError' || name === 'SecurityError' ? 'blocked' : 'missing'
}

/**
 * The microphone. To check it, it is opened and released at once: a Bluetooth headset with an open microphone plays
 * music in telephone quality. Before a call it is held open, so that Answer does not wait.
 */
export function createMicrophone({ devices, permission }: MicrophoneDeps): Microphone {
  const states = new Listeners<MicrophoneState>()
  const held = new HeldStream()
  const closing = new AbortController()
  let state: MicrophoneState = 'unknown'
  let preferred: SoundDevice = null
  /** The device of the last `open`. */
  let lookedUp: string | null = null

  function tell(next: MicrophoneState): void {
    if (next === state || closing.signal.aborted) return
    state = next
    states.emit(next)
  }

  async function list(): Promise<readonly MediaDeviceInfo[]> {
    return (await devices?.enumerateDevices().catch(() => [])) ?? []
  }

  /** Among the devices that are there now: its id may have changed, and it may be gone. */
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
      // An unplugged device ends its tracks before `devicechange` comes.
      for (const track of stream.getAudioTracks()) track.addEventListener('ended', onDevicesChanged)
      return stream
    } catch (error) {
      tell(stateOfFailure(error))
      throw error
    }
  }

  async function check(): Promise<void> {
    // Each check reports a state, even if it is the same as before.
    state = 'unknown'
    await open({ audio: true }).then(stopAll, () => undefined)
  }

  /** Checks again, and opens the microphone only if one has come back. */
  async function review(): Promise<void> {
    const found = await list()
    // The held device may not be the chosen one any more.
    if (idOfPreferred(found) !== lookedUp) held.letGo()
    const present = found.some((device) => device.kind === 'audioinput')
    if (!present) tell('missing')
    else if (state === 'missing') await check()
  }

  const onDevicesChanged = () => void review()

  async function followPermission(): Promise<void> {
    const status = await permission()
    const onChange = () => {
      if (status?.state === 'denied') tell('blocked')
      // `prompt`: the person has taken the block away, and the browser asks again.
      else if (state === 'blocked') void check()
    }
    status?.addEventListener('change', onChange, { signal: closing.signal })
  }

  devices?.addEventListener('devicechange', onDevicesChanged)
  void followPermission()

  return {
    check,
    prefer(device) {
      const before = preferred
      preferred = device
      if (isSame(before, device)) return
      held.letGo()
      // Another one was chosen, because this one does not work.
      if (state === 'missing') void check()
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

function isSame(one: SoundDevice, other: SoundDevice): boolean {
  return one?.id === other?.id && one?.label === other?.label
}

/** Adds the chosen microphone unless the constraints name one. As `ideal`, because a missing device must not stop the call. */
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
