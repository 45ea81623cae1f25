import type { SettingsView } from '../../view/settings-view.ts'

const builtIn = /built-?in|internal|integrated|macbook|laptop/i

type Microphone = Extract<SettingsView['devices'], { kind: 'named' }>['microphones'][number]

/** What can be used in place of the microphone that does not work: the computer's own first. Null when there is no other. */
export function findOtherMicrophone({
  devices,
  effective,
}: Pick<SettingsView, 'devices' | 'effective'>): {
  readonly device: Microphone
  readonly isBuiltIn: boolean
} | null {
  if (devices.kind !== 'named') return null
  const chosen = effective.values['audio.microphone']
  const others = devices.microphones.filter(({ label }) => label !== chosen?.label)
  const own = others.find(({ label }) => builtIn.test(label))
  const device = own ?? others[0]
  return device === undefined ? null : { device, isBuiltIn: own !== undefined }
}
