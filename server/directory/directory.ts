import { readFile } from 'node:fs/promises'
import { z } from 'zod'
import { succeed, fail } from '../contract/result.ts'
import type { Result } from '../contract/result.ts'

const entry = z.strictObject({
  name: z.string().trim().min(1, { error: 'is empty' }).max(100, { error: 'is too long' }),
  number: z.string().regex(/^\+[1-9]\d{6,14}$/, { error: 'is not an E.164 number' }),
  note: z.string().max(200, { error: 'is too long' }).nullable().default(null),
})
const entries = z.array(entry, { error: 'is not a list' })

/** Somebody outside the contact centre, for calls and transfers by name. */
export type DirectoryEntry = z.infer<typeof entry>

/** Reads the JSON list at `path`. The failure has one line for each wrong entry. */
export async function readDirectory(
  path: string,
): Promise<Result<readonly DirectoryEntry[], readonly string[]>> {
  const text = await readFile(path, 'utf8').catch(() => null)
  if (text === null) return fail([`CORDBOARD_DIRECTORY: there is no readable file ${path}`])
  const json = parsed(text)
  if (json === undefined) return fail([`CORDBOARD_DIRECTORY: ${path} is not JSON`])
  const read = entries.safeParse(json)
  if (read.success) return succeed(read.data)
  return fail(
    read.error.issues.map(({ path: [index, field], message }) => {
      const where = index === undefined ? 'the file' : `entry ${Number(index) + 1}`
      const what = field === undefined ? '' : ` ${String(field)}`
      return `CORDBOARD_DIRECTORY: ${where}${what} ${message}`
    }),
  )
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** Names for the sandbox's own telephones. */
export const demoDirectory: readonly DirectoryEntry[] = [
  { name: 'Parcel depot', number: '+15005550101', note: 'Answers and speaks' },
  { name: 'Claims office', number: '+15005550105', note: 'A voicemail' },
]

export function nameOfNumber(directory: readonly DirectoryEntry[], number: string): string | null {
  return directory.find((each) => each.number === number)?.name ?? null
}
