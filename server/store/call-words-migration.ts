import { sql } from 'kysely'
import type { Kysely } from 'kysely'

/*
 * Phases, fields and effects of stored calls get the names that Twilio and telephony use. The values stay the same. A row that
 * cannot be read stays as it is, and is set aside when the server starts.
 */

type Json = { readonly [key: string]: unknown }

/** Old and new field names, anywhere in a call. No old name has a second meaning. */
const FIELDS: Readonly<Record<string, string>> = {
  offer: 'reservation',
  handing: 'handover',
  asks: 'requestCount',
  asked: 'requestNumber',
  trouble: 'failure',
  turnedAway: 'rejected',
  leftovers: 'legsToEnd',
  tried: 'attempts',
  requeueTried: 'requeueAttempts',
  agentGone: 'agentLeft',
  parked: 'setAside',
  presence: 'status',
  look: 'checkAt',
  doubted: 'uncertain',
}

const PHASES: Readonly<Record<string, string>> = {
  offered: 'reserved',
  'taking-back': 'retrieving',
}

const EFFECTS: Readonly<Record<string, string>> = {
  'read-back': 'read-call',
  record: 'write-history',
  'hand-over': 'request-adoption',
  'tell-merge': 'report-merge',
}

const EFFECT_FIELDS: Readonly<Record<string, string>> = {
  asked: 'requestNumber',
  upTo: 'asOfRequest',
  who: 'invitee',
  handing: 'handover',
}

export async function renameCallWords(db: Kysely<unknown>): Promise<void> {
  const { rows } = await sql<{ call_id: string; state: string; pending: string }>`
    SELECT call_id, state, pending FROM calls`.execute(db)
  for (const { call_id: callId, state, pending } of rows) {
    const renamed = renameRow(state, pending)
    if (renamed === null) continue
    await sql`UPDATE calls SET state = ${renamed.state}, pending = ${renamed.pending}
      WHERE call_id = ${callId}`.execute(db)
  }
}

function renameRow(state: string, pending: string): { state: string; pending: string } | null {
  try {
    const call: unknown = JSON.parse(state)
    const effects: unknown = JSON.parse(pending)
    if (!isObject(call) || !isObject(call['phase']) || !Array.isArray(effects)) return null
    return {
      state: JSON.stringify(renameCall(call, call['phase'])),
      pending: JSON.stringify(effects.map((effect) => renameEffect(effect))),
    }
  } catch {
    return null
  }
}

function renameCall(call: Json, phase: Json): unknown {
  return { ...renameFields(call, FIELDS), phase: withKind(renamePhase(phase), PHASES) }
}

/** Three fields that excluded each other become one operation. */
function renamePhase(phase: Json): Json {
  const renamed = renameFields(phase, FIELDS)
  if (renamed['kind'] !== 'active' || 'operation' in renamed) return renamed
  const { transfer, queueing, merging, ...rest } = renamed
  return { ...rest, operation: operationOf(transfer, queueing, merging) }
}

function operationOf(transfer: unknown, requeue: unknown, merge: unknown): Json {
  if (isObject(transfer)) return { kind: 'transfer', transfer }
  if (isObject(requeue)) return { kind: 'requeue', requeue }
  if (isObject(merge)) return { kind: 'merge', merge }
  return { kind: 'none' }
}

function renameEffect(effect: unknown): unknown {
  return isObject(effect) ? withKind(renameFields(effect, EFFECT_FIELDS), EFFECTS) : effect
}

function withKind(value: Json, kinds: Readonly<Record<string, string>>): Json {
  const { kind } = value
  return typeof kind === 'string' ? { ...value, kind: kinds[kind] ?? kind } : value
}

function renameFields(value: Json, names: Readonly<Record<string, string>>): Json {
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => [names[name] ?? name, renameWithin(inner, names)]),
  )
}

function renameWithin(value: unknown, names: Readonly<Record<string, string>>): unknown {
  if (Array.isArray(value)) return value.map((each) => renameWithin(each, names))
  return isObject(value) ? renameFields(value, names) : value
}

function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
