import { z } from 'zod'
import { withChoices } from '../../../contract/merge-settings.ts'
import { someSettings, type SomeSettings } from '../../../contract/settings.ts'

/** The settings file: a person's choices, as far as they differ from the defaults. */
const current = z.strictObject({ version: z.literal(2), settings: someSettings })

/** The first form of the file: it held two hotkeys, chosen or not. */
const first = z.strictObject({
  version: z.literal(1),
  serverOrigin: z.string().nullable(),
  hotkeys: z.strictObject({
    answer: z.string().min(1).nullable(),
    'toggle-mute': z.string().min(1).nullable(),
  }),
})

/** The choices in a file's text; null where it is none that this program can read. */
export function readChoices(json: unknown): SomeSettings | null {
  const parsed = current.safeParse(json)
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

/** The file's text. Throws for what no file may hold. */
export function writeChoices(choices: SomeSettings): string {
  const whole = current.parse({ version: 2, settings: choices })
  return `${JSON.stringify(whole, null, 2)}\n`
}
