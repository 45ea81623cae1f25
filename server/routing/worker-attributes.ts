import { isDeepStrictEqual } from 'node:util'
import { z } from 'zod'
import type { OwnSettings } from '../config/config.ts'
import type { Agent } from '../contract/session.ts'

/** A Worker's attributes, as TaskRouter has them: an object of JSON. */
export type Attributes = Readonly<Record<string, unknown>>

const attributesSchema = z.record(z.string(), z.unknown())

/** An object from JSON; null for anything else. */
export function parseAttributes(json: string): Attributes | null {
  try {
    return attributesSchema.safeParse(JSON.parse(json)).data ?? null
  } catch {
    return null
  }
}

/** The same, with an empty object where it cannot be read: TaskRouter takes a Worker without attributes. */
export function readAttributes(json: string): Attributes {
  return parseAttributes(json) ?? {}
}

/** What the server sets of an agent's Worker, and nobody else. */
export const OWN_ATTRIBUTES = ['contact_uri', 'name', 'role'] as const

export function ownAttributes({ identity, displayName, role }: Agent): Attributes {
  return { contact_uri: `client:${identity}`, name: displayName, role }
}

/** The attributes without those that the server sets. */
export function chosenOf(attributes: Attributes): Attributes {
  const own: ReadonlySet<string> = new Set(OWN_ATTRIBUTES)
  return Object.fromEntries(Object.entries(attributes).filter(([name]) => !own.has(name)))
}

/**
 * Who decides the attributes that the server does not set. `server`: what it has in its store; `twilio`: anybody who may write
 * them at Twilio, which is every agent with their own token.
 */
export type AttributesRule = OwnSettings['workerAttributes']

/** The names of those that are not as they were written, in alphabetical order. */
export function changedNames(
  was: Attributes,
  now: Attributes,
  rule: AttributesRule,
): readonly string[] {
  const names = rule === 'twilio' ? OWN_ATTRIBUTES : Object.keys({ ...was, ...now })
  return names.filter((name) => !isDeepStrictEqual(was[name], now[name])).toSorted()
}

export function sameAttributes(one: Attributes, other: Attributes): boolean {
  return isDeepStrictEqual(one, other)
}
