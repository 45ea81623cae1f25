import { z } from 'zod'
import { bundledMode, publicWay } from './bundled.ts'
import { defaultKeys, mapHotkeySettings } from './hotkey-names.ts'
import { mapWindowKeySettings } from './window-keys.ts'

/** In Electron's notation, e.g. `CommandOrControl+Alt+Shift+A`; null for no key. */
export const accelerator = z.string().min(1).max(100).nullable()

/**
 * A sound device. The id is the browser’s own for this page on this machine. The label finds the device again if the
 * id has changed. Null uses the default device of the system.
 */
const soundDevice = z
  .strictObject({ id: z.string().max(300), label: z.string().max(300) })
  .nullable()
export type SoundDevice = z.infer<typeof soundDevice>

/**
 * Every setting by its key, flat, so that a policy can decide each one alone. None is a secret: secrets are in the
 * keychain.
 */
export const settingSchemas = {
  /** The origin of the chosen server; null uses the environment, then the default. */
  'server.origin': z.string().max(2000).nullable(),
  /** Whether the desktop runs the bundled server, and what it runs on. */
  'server.bundled': bundledMode,
  /** How Twilio reaches the bundled server. */
  'server.publicWay': publicWay.nullable(),
  'audio.microphone': soundDevice,
  'audio.speaker': soundDevice,
  /** Where the ring tone plays, such as a loudspeaker that is audible without the headset. */
  'audio.ringer': soundDevice,
  'audio.ringVolume': z.number().min(0).max(1),
  ...mapHotkeySettings(() => accelerator),
  ...mapWindowKeySettings(() => accelerator),
  /** Whether a letter alone works a call, as it did in earlier versions. Typing without a field in focus then does too. */
  'keys.bareLetters': z.boolean(),
  'notifications.native': z.boolean(),
  'notifications.ringWindow': z.boolean(),
  'notifications.flash': z.boolean(),
  'appearance.theme': z.enum(['system', 'light', 'dark']),
  'appearance.textSize': z.enum(['normal', 'large', 'larger']),
  /** The name of the Activity that an available agent gets while the screen is locked; null changes nothing. */
  'status.whenLocked': z.string().min(1).max(300).nullable(),
  'window.closeToTray': z.boolean(),
  /** Shows the mini bar automatically when the window is hidden during a call. */
  'window.miniBar': z.boolean(),
  /** Opens `tel:`, `callto:` and `sip:` links. `cordboard:` links always open here. */
  'links.telephone': z.boolean(),
  /** What agents may do. No screen has these: only a policy sets them. */
  'features.outbound': z.boolean(),
  'features.transfer': z.boolean(),
  'features.conference': z.boolean(),
  'recording.control': z.boolean(),
  /** Read once, before the first window. A change applies after a restart. */
  'advanced.hardwareAcceleration': z.boolean(),
} as const

export type SettingKey = keyof typeof settingSchemas
const settingValues = z.strictObject(settingSchemas)
export type SettingValues = Readonly<z.infer<typeof settingValues>>

/** Some settings, such as those that a person or a policy has set. */
export const someSettings = settingValues.partial()
export type SomeSettings = Readonly<z.infer<typeof someSettings>>

/** The keys, in the order of the list above. The cast: `Object.keys` returns plain strings. */
export const settingKeys = Object.keys(settingSchemas) as readonly SettingKey[]

/** Settings that are read only when the program starts. */
export const needsRestart: ReadonlySet<SettingKey> = new Set(['advanced.hardwareAcceleration'])

/** The defaults of every system except Windows, which has other global keys. */
export const DEFAULT_VALUES: SettingValues = {
  'server.origin': null,
  'server.bundled': 'off',
  'server.publicWay': null,
  'audio.microphone': null,
  'audio.speaker': null,
  'audio.ringer': null,
  'audio.ringVolume': 1,
  ...mapHotkeySettings((hotkey) => defaultKeys(hotkey, 'elsewhere')),
  ...mapWindowKeySettings(({ key }) => key),
  'keys.bareLetters': false,
  'notifications.native': true,
  'notifications.ringWindow': true,
  'notifications.flash': true,
  'appearance.theme': 'system',
  'appearance.textSize': 'normal',
  'status.whenLocked': null,
  'window.closeToTray': true,
  'window.miniBar': true,
  'links.telephone': false,
  'features.outbound': true,
  'features.transfer': true,
  'features.conference': true,
  'recording.control': true,
  'advanced.hardwareAcceleration': true,
}

const windowsKeys = mapHotkeySettings((hotkey) => defaultKeys(hotkey, 'onWindows'))

/** The defaults on one system. `platform` is Node’s word for it, such as `win32`. */
export function defaultValuesFor(platform: string): SettingValues {
  return platform === 'win32' ? { ...DEFAULT_VALUES, ...windowsKeys } : DEFAULT_VALUES
}

/** Who decided a setting. A setting by `policy` is managed: shown, but it cannot be changed here. */
export const settingSource = z.enum(['default', 'user', 'policy'])
export type SettingSource = z.infer<typeof settingSource>

/** The effective settings, and who decided each. */
export const effectiveSettings = z.strictObject({
  values: settingValues,
  sources: z.record(z.enum(settingKeys), settingSource),
})
export type EffectiveSettings = Readonly<z.infer<typeof effectiveSettings>>
