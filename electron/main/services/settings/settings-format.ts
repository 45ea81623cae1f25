import { z } from 'zod'
import { withCurrentKeys } from '../../../contract/former-keys.ts'
import { hotkeyNames } from '../../../contract/hotkey-names.ts'
import { withChoices } from '../../../contract/merge-settings.ts'
import {
  DEFAULT_VALUES,
  defaultValuesFor,
  someSettings,
  type SomeSettings,
} from '../../../contract/settings.ts'

/** The settings of a file, which may still have former keys. */
const storedSettings = z
  .record(z.string(), z.unknown())
  .transform(withCurrentKeys)
  .pipe(someSettings)

/** The settings file: the choices of a person that differ from the defaults. */
const current = z.strictObject({ version: z.literal(3), settings: storedSettings })

/** The second format: on Windows it had the default keys of the other systems. */
const second = z.strictObject({ version: z.literal(2), settings: storedSettings })

/** The first format: it contained two hotkeys, chosen or not. */
const first = z.strictObject({
  version: z.literal(1),
  serverOrigin: z.string().nullable(),
  hotkeys: z.strictObject({
    answer: z.string().min(1).nullable(),
    'toggle-mute': z.string().min(1).nullable(),
  }),
})

export interface ReadChoices {
  readonly choices: SomeSettings
  /** The file has an earlier format and should be written again. */
  readonly isOldFormat: boolean
}

/**
 * Reads the choices in a file’s text; null if this program cannot read it.
 *
 * @param platform Node’s word for the system that the file is on.
 */
export function readChoices(json: unknown, platform: string): ReadChoices | null {
  const parsed = current.safeParse(json)
  if (parsed.success) return { choices: parsed.data.settings, isOldFormat: false }
  const choices = readOlder(json)
  return choices === null
    ? null
    : { choices: withoutOldDefaults(choices, platform), isOldFormat: true }
}

/** A key that was a default of an earlier version was not chosen by anybody: today’s default replaces it. */
function withoutOldDefaults(choices: SomeSettings, platform: string): SomeSettings {
  const defaults = defaultValuesFor(platform)
  const settings = hotkeyNames.map((name) => `hotkey.${name}` as const)
  const moved = settings.filter((key) => choices[key] === DEFAULT_VALUES[key])
  return withChoices(
    choices,
    Object.fromEntries(moved.map((key) => [key, defaults[key]])),
    defaults,
  )
}

function readOlder(json: unknown): SomeSettings | null {
  const parsed = second.safeParse(json)
  if (parsed.success) return parsed.data.settings
  const older = first.safeParse(json)
  if (!older.success) return null
  const { serverOrigin, hotkeys } = older.data
  return withChoices(
    {},
    {
      'server.origin': serverOrigin,
      'hotkey.answer': hotkeys.answer,
      'hotkey.toggle-mute': hotkeys['toggle-mute'],
    },
  )
}

/** The text of the file. Throws for values that a file may not contain. */
export function writeChoices(choices: SomeSettings): string {
  const whole = current.parse({ version: 3, settings: choices })
  return `${JSON.stringify(whole, null, 2)}\n`
}
