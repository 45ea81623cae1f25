import type { Effect } from '../../domain/model/effects.ts'
import type { AppEvent } from '../../domain/model/events.ts'

export interface LogEntry {
  readonly at: number
  readonly kind: string
  /** Names and codes alone: nothing that a person said, typed or dialled. */
  readonly details: Readonly<Record<string, string | number | boolean | null>>
}

/** What may be kept of an event. A field that is not named here is left out, whatever it is. */
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
const KEPT_ENTRIES = 500

/** The last few hundred events, redacted, for diagnosing what went wrong at a desk. */
export class EventLog {
  readonly #entries: LogEntry[] = []
  readonly #also: (entry: LogEntry) => void

  /** `also` hears of each entry as it is made. */
  constructor(also: (entry: LogEntry) => void = () => undefined) {
    this.#also = also
  }

  event(event: AppEvent): void {
    // Ticks come each second and say nothing.
    if (event.kind !== 'tick') this.#add(event.at, event.kind, event)
  }

  /** An effect that threw: a bug, which must not take the desk down with it. */
  effectFailed(effect: Effect, error: unknown, at: number): void {
    const reason = error instanceof Error ? error.message : 'unknown'
    this.#add(at, `broke:${effect.kind}`, { reason })
  }

  entries(): readonly LogEntry[] {
    return [...this.#entries]
  }

  #add(at: number, kind: string, fields: object): void {
    const entry = { at, kind, details: redact(fields) }
    this.#entries.push(entry)
    this.#also(entry)
    if (this.#entries.length > KEPT_ENTRIES) this.#entries.shift()
  }
}

function redact(fields: object): LogEntry['details'] {
  const kept: [string, string | number | boolean | null][] = []
  for (const [name, value] of Object.entries(fields)) {
    if (keep.has(name) && isPlain(value)) kept.push([name, value])
    // A request about a call. Its target is left out, like everything that was typed.
    if (name === 'request' && typeof value === 'object' && value !== null) {
      kept.push(...Object.entries(redact(value)))
    }
  }
  return Object.fromEntries(kept)
}

function isPlain(value: unknown): value is string | number | boolean | null {
  return value === null || ['string', 'number', 'boolean'].includes(typeof value)
}
