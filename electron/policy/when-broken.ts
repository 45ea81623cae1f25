import type { PolicyKey, PolicyValues } from './policies.ts'

/**
 * What holds of the policies about security where one of them is written down and cannot be read: the strictest value,
 * because an administrator has meant something, and nobody knows what. The rest is left out, as if it were not there.
 * Those that are not here are strict by themselves: without a value nothing listens, and nobody more is trusted.
 */
export const whenBroken: { readonly [K in PolicyKey]?: PolicyValues } = {
  // No value could stand for it: the choice of before stays, and cannot be changed.
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
