import { z } from 'zod'

/** Accelerators in Electron's notation; null leaves an action without a key. */
export const hotkeySet = z.strictObject({
  answer: z.string().min(1).nullable(),
  'toggle-mute': z.string().min(1).nullable(),
})
export type HotkeySet = z.infer<typeof hotkeySet>

/** The settings file. A change that an older program could not read gets a new `version`. */
export const settings = z.strictObject({
  version: z.literal(1),
  /** The chosen server's origin; null follows the environment, then the default. */
  serverOrigin: z.string().nullable(),
  hotkeys: hotkeySet,
})
export type Settings = z.infer<typeof settings>

export const DEFAULT_SETTINGS: Settings = {
  version: 1,
  serverOrigin: null,
  hotkeys: {
    answer: 'CommandOrControl+Alt+Shift+A',
    'toggle-mute': 'CommandOrControl+Alt+Shift+M',
  },
}
