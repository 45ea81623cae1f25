import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { z } from 'zod'

/** The stored calls that the version before a migration wrote: a JSON object a line. */
export function readOldCalls<Shape extends z.ZodType>(
  migration: '014' | '016',
  shape: Shape,
): readonly z.infer<Shape>[] {
  return readFileSync(join(import.meta.dirname, `calls-before-${migration}.jsonl`), 'utf8')
    .trim()
    .split('\n')
    .map((line) => shape.parse(JSON.parse(line)))
}

/** What a default fills in, because no version before had it. */
const cameLater: Readonly<Record<string, string>> = {
  declines: '[]',
  restsUntil: 'null',
  place: '0',
  held: 'false',
  usedPlace: 'null',
  seenPlace: 'null',
  leftPlace: 'null',
  releasedLegs: '[]',
  expectedUntil: 'null',
}

/** The call as its row was, so that a test sees what else a default would fill in. */
export function withoutLaterFields(call: object): unknown {
  return JSON.parse(JSON.stringify(call), (key, value: unknown) =>
    cameLater[key] === JSON.stringify(value) ? undefined : value,
  )
}
