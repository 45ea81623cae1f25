import { isDeepStrictEqual } from 'node:util'
import type { OwnSettings } from '../config/config.ts'
import type { Agent } from '../contract/session.ts'
import { jsonObject, parseJson } from '../parse-json.ts'

/** A Worker's attributes at TaskRouter: a JSON object. */
export type Attributes = Readonly<Record<string, unknown>>

/** Null for text that is no JSON object. */
export function parseAttributes(json: string): Attributes | null {
  return parseJson(jsonObject, json)
}

/** The same, but empty when it cannot be read: TaskRouter takes a Worker without attributes. */
export function readAttributes(json: string): Attributes {
  return parseAttributes(json) ?? {}
}

/** Attributes that only the server sets. */
export const OWN_ATTRIBUTES = ['contact_uri', 'name', 'role'] as const

export function ownAttributes({ identity, displayName, role }: Agent): Attributes {
  return { contact_uri: `client:${identity}`, name: displayName, role }
}

export function chosenOf(attributes: Attributes): Attributes {
  const own: ReadonlySet<string> = new Set(OWN_ATTRIBUTES)
  return Object.fromEntries(Object.entries(attributes).filter(([name]) => !own.has(name)))
}

/**
 * Who decides the other attributes. `server`: its store; `twilio`: anybody who may write them at Twilio, which is every agent
 * with their own token.
 */
export type AttributesRule = OwnSettings['workerAttributes']

/** The names of changed attributes, in alphabetical order. */
export function changedNames(
  was: Attributes,
  now: Attributes,
  rule: AttributesRule,
): readonly string[] {
  const names = rule === 'twilio' ? OWN_ATTRIBUTES : Object.keys({ ...was, ...now })
  return names.filter((name) => !isDeepStrictEqual(was[name], now[name])).toSorted()
}
