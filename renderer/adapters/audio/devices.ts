import type { DevicesPort, SoundDevices } from '../../ports/devices-port.ts'

/** Chromium also lists the system's choice, under these ids. */
const systemChoice: ReadonlySet<string> = new Set(['', 'default', 'communications'])

type Found = Pick<MediaDeviceInfo, 'kind' | 'deviceId' | 'label'>

/** The browser's devices as choices. They have no names before the microphone is allowed. */
export function soundDevicesOf(found: readonly Found[], canChooseOutput: boolean): SoundDevices {
  if (found.length > 0 && found.every(({ label }) => label === '')) {
    return { kind: 'unnamed', canChooseOutput }
  }
  const of = (kind: MediaDeviceKind) =>
    found
      .filter((device) => device.kind === kind && device.label !== '')
      .filter(({ deviceId }) => !systemChoice.has(deviceId))
      .map(({ deviceId: id, label }) => ({ id, label }))
  return {
    kind: 'named',
    microphones: of('audioinput'),
    outputs: of('audiooutput'),
    canChooseOutput,
  }
}

/** The sound devices of this machine. */
export function createDevices(
  devices: Pick<
    MediaDevices,
    'enumerateDevices' | 'addEventListener' | 'removeEventListener'
  > | null,
  canChooseOutput: boolean,
): DevicesPort {
  return {
    async find() {
      const found = await devices?.enumerateDevices().catch(() => null)
      if (found === null || found === undefined) return { kind: 'unnamed', canChooseOutput }
      return soundDevicesOf(found, canChooseOutput)
    },
    onChange(listener) {
      const heard = () => listener()
      devices?.addEventListener('devicechange', heard)
      return () => devices?.removeEventListener('devicechange', heard)
    },
  }
}
