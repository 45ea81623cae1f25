import type { PageLogLine } from '../../../electron/contract/diagnostics.ts'

export type UntimedLogLine = Omit<PageLogLine, 'at'>

/** The fields of an event that may be logged; all others are left out. */
const keep = new Set([
  'about',
  'id',
  'callId',
  'callSid',
  'command',
  'during',
  'error',
  'issues',
  'muted',
  'partyId',
  'poor',
  'reason',
  'remembered',
  'revision',
  'sid',
  'state',
  'step',
  'understanding',
])

/** A line of the log: names and codes alone, nothing that a person said, typed or dialled. */
export function logLine(kind: string, fields: object): UntimedLogLine {
  return { kind, details: redact(fields) }
}

function redact(fields: object): PageLogLine['details'] {
  const kept: [string, string | number | boolean | null][] = []
  for (const [name, value] of Object.entries(fields)) {
    if (keep.has(name) && isPlain(value)) kept.push([name, value])
    // A request's own fields; its target is left out like everything that was typed.
    if (name === 'request' && typeof value === 'object' && value !== null) {
      kept.push(...Object.entries(redact(value)))
    }
  }
  return Object.fromEntries(kept)
}

function isPlain(value: unknown): value is string | number | boolean | null {
  return value === null || ['string', 'number', 'boolean'].includes(typeof value)
}
