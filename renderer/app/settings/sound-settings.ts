import { idToOpen, resolveDevice } from '../../../electron/contract/resolve-device.ts'
import type { SettingValues } from '../../../electron/contract/settings.ts'
import type { SoundDevices } from '../../ports/devices-port.ts'
import type { Ports } from '../engine/ports.ts'

type SoundPorts = Pick<Ports, 'devices' | 'sound' | 'microphone' | 'voice'>

export interface SoundSettings {
  /** Uses the chosen devices that are there. */
  use(values: SettingValues): void
  /** Looks for devices again, shows them, and uses those that are chosen. */
  look(): Promise<void>
  close(): void
}

/** The chosen sound devices. They depend on what is plugged in, so the shown list is the used one. */
export function createSoundSettings(
  ports: SoundPorts,
  show: (change: { readonly devices: SoundDevices }) => void,
): SoundSettings {
  let devices: SoundDevices = { kind: 'unnamed', canChooseOutput: false }
  let chosen: SettingValues | null = null

  function use(values: SettingValues): void {
    chosen = values
    const { microphones, outputs } =
      devices.kind === 'named' ? devices : { microphones: null, outputs: null }
    ports.sound.choose({
      deviceId: idToOpen(resolveDevice(values['audio.ringer'], outputs)),
      volume: values['audio.ringVolume'],
    })
    ports.microphone.prefer(values['audio.microphone'])
    ports.voice.useMicrophone(idToOpen(resolveDevice(values['audio.microphone'], microphones)))
    ports.voice.useSpeaker(idToOpen(resolveDevice(values['audio.speaker'], outputs)))
  }

  async function look(): Promise<void> {
    devices = await ports.devices.find()
    show({ devices })
    if (chosen !== null) use(chosen)
  }

  const stops = [
    ports.devices.onChange(() => void look()),
    // Only a page that may use the microphone gets the devices' names.
    ports.microphone.onState((state) => {
      if (state === 'live') void look()
    }),
  ]
  return { use, look, close: () => stops.forEach((stop) => stop()) }
}
