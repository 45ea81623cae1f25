import type { DevicesPort } from '../../ports/devices-port.ts'

/** Chromium lists the system's choice as devices of these names, beside the device that it is. */
const systemChoice: ReadonlySet<string> = new Set(['', 'default', 'communications'])

/** The sound devices of this machine. Without a permission they have no names, and are not listed. */
export function createDevices(
  devices: Pick<MediaDevices, 'enumerateDevices'> | null,
  canChooseOutput: boolean,
): DevicesPort {
  return {
    async find() {
      const found = (await devices?.enumerateDevices().catch(() => [])) ?? []
      const named = found.filter(
        ({ deviceId, label }) => label !== '' && !systemChoice.has(deviceId),
      )
      const of = (kind: MediaDeviceKind) =>
        named
          .filter((device) => device.kind === kind)
          .map(({ deviceId: id, label }) => ({ id, label }))
      return { microphones: of('audioinput'), outputs: of('audiooutput'), canChooseOutput }
    },
  }
}
