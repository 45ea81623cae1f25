import { z } from 'zod'
import { bundledMode, publicWay } from './bundled.ts'
import { mapHotkeySettings } from './hotkey-names.ts'

/** In Electron's notation, e.g. `CommandOrControl+Alt+Shift+A`; null leaves an action without a key. */
const accelerator = z.string().min(1).max(100).nullable()

/**
 * A sound device. The id is the browser's own for this page on this machine; the label finds the device
 * again where the id has changed. Null follows the system's choice.
 */
const soundDevice = z
  .strictObject({ id: z.string().max(300), label: z.string().max(300) })
  .nullable()
export type SoundDevice = z.infer<typeof soundDevice>

/**
 * Every setting by its key, flat, so that a policy can take hold of each one by itself. None is a secret:
 * those live in the keychain.
 */
export const settingSchemas = {
  /** The chosen server's origin; null follows the environment, then the default. */
  'server.origin': z.string().max(2000).nullable(),
  /** Whether the desktop runs the server that it brings along, and on what. */
  'server.bundled': bundledMode,
  /** How Twilio reaches the bundled server. */
  'server.publicWay': publicWay.nullable(),
  'audio.microphone': soundDevice,
  'audio.speaker': soundDevice,
  /** Where the ring tone plays, such as a loudspeaker that is heard without the headset on. */
  'audio.ringer': soundDevice,
  'audio.ringVolume': z.number().min(0).max(1),
  ...mapHotkeySettings(() => accelerator),
  'notifications.native': z.boolean(),
  'notifications.ringWindow': z.boolean(),
  'notifications.flash': z.boolean(),
  'appearance.theme': z.enum(['system', 'light', 'dark']),
  'appearance.textSize': z.enum(['normal', 'large', 'larger']),
  /** The activity, by name, that an available agent takes while the screen is locked; null keeps presence. */
  'presence.whenLocked': z.string().min(1).max(300).nullable(),
  'window.closeToTray': z.boolean(),
  /** The mini bar comes by itself when a call goes on behind other windows. */
  'window.miniBar': z.boolean(),
  /** Opens `tel:`, `callto:` and `sip:` links; `cordboard:` links are always ours. */
  'links.telephone': z.boolean(),
  /** What agents may do. No screen offers these: they are a policy's. */
  'features.outbound': z.boolean(),
  'features.transfer': z.boolean(),
  'features.conference': z.boolean(),
  'recording.control': z.boolean(),
  /** Read once, before the first window: a change waits for a restart. */
  'advanced.hardwareAcceleration': z.boolean(),
} as const

export type SettingKey = keyof typeof settingSchemas
export type SettingValues = { readonly [K in SettingKey]: z.infer<(typeof settingSchemas)[K]> }
/** Some settings, such as those that a person or a policy has chosen. */
export type SomeSettings = { readonly [K in SettingKey]?: SettingValues[K] | undefined }

/** The keys, in the order of the list above. The cast: `Object.keys` forgets what it was given. */
export const settingKeys = Object.keys(settingSchemas) as readonly SettingKey[]

/** Those that are read only at the start of the program. */
export const needsRestart: ReadonlySet<SettingKey> = new Set(['advanced.hardwareAcceleration'])

/** Some settings as they cross a boundary: no other keys, each value of its own kind. */
export const someSettings = z.strictObject(settingSchemas).partial()

/** The defaults of every system but Windows, whose global keys differ: see `defaultValuesFor`. */
export const DEFAULT_VALUES: SettingValues = {
  'server.origin': null,
  'server.bundled': 'off',
  'server.publicWay': null,
  'audio.microphone': null,
  'audio.speaker': null,
  'audio.ringer': null,
  'audio.ringVolume': 1,
  ...mapHotkeySettings((_setting, { elsewhere }) => elsewhere),
  'notifications.native': true,
  'notifications.ringWindow': true,
  'notifications.flash': true,
  'appearance.theme': 'system',
  'appearance.textSize': 'normal',
  'presence.whenLocked': null,
  'window.closeToTray': true,
  'window.miniBar': true,
  'links.telephone': false,
  'features.outbound': true,
  'features.transfer': true,
  'features.conference': true,
  'recording.control': true,
  'advanced.hardwareAcceleration': true,
}

/** Who has decided a setting. What comes by `policy` is managed: shown, and not to be changed here. */
export const settingSource = z.enum(['default', 'user', 'policy'])
export type SettingSource = z.infer<typeof settingSource>

/** What holds now, and why. */
export interface EffectiveSettings {
  readonly values: SettingValues
  readonly sources: { readonly [K in SettingKey]: SettingSource }
}

/** The same, as it crosses a boundary. */
export const effectiveSettings = z.strictObject({
  values: z.strictObject(settingSchemas),
  sources: z.record(z.enum(settingKeys), settingSource),
})
