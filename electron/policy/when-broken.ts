import type { PolicyKey, PolicyValues } from './policies.ts'

/**
 * The values that apply if a security policy is set but cannot be read: the strictest ones, because an administrator
 * wanted something and nobody knows what. Other policies are left out, as if they were not set. Security policies
 * that are missing here are strict without a value: then nothing listens and nobody else is trusted.
 */
export const whenBroken: { readonly [K in PolicyKey]?: PolicyValues } = {
  // There is no value for it: the earlier choice stays and cannot be changed.
  'server.origin': {},
  'signIn.method': { 'signIn.method': 'password' },
  'signIn.remember': { 'signIn.remember': false },
  'updates.enabled': { 'updates.enabled': false },
  'updates.feed': { 'updates.enabled': false },
  'updates.keys': { 'updates.enabled': false },
  'updates.channel': { 'updates.channel': 'stable' },
  'updates.deferDays': { 'updates.deferDays': 90 },
  'integration.port': {},
  'integration.origins': {},
  'integration.programs': {},
  'security.switches': {},
  'links.telephone': { 'links.telephone': false },
}
