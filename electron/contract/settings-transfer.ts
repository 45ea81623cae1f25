import { z } from 'zod'
import { readSettings } from './merge-settings.ts'
import { parseJson } from './parse-json.ts'
import type { SomeSettings } from './settings.ts'

const FORMAT = 'cordboard-settings'

const file = z.object({
  format: z.literal(FORMAT),
  version: z.literal(1),
  settings: z.record(z.string(), z.unknown()),
})

/** The choices of a person as a file for another machine. It contains no secret, because no setting is one. */
export function exportSettings(user: SomeSettings): string {
  return `${JSON.stringify({ format: FORMAT, version: 1, settings: user }, null, 2)}\n`
}

/** Reads such a file, and lists the names that are not known here; null if it is not such a file. */
export function importSettings(text: string): ReturnType<typeof readSettings> | null {
  const parsed = file.safeParse(parseJson(text))
  return parsed.success ? readSettings(parsed.data.settings) : null
}
