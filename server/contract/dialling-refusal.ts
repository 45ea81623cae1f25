import { z } from 'zod'

/** Kinds of numbers that are not called, and countries. */
export const numberBarred = z.enum([
  'emergency-not-allowed',
  'premium-number',
  'personal-number',
  'shared-cost-number',
  'satellite-number',
  'international-network-number',
  'pager-number',
  'voicemail-number',
  'unknown-number',
  'country-not-allowed',
])

/** Limits of what an agent, or all of the account, may have rung. */
export const limitReached = z.enum([
  'party-limit',
  'agent-call-rate',
  'agent-leg-limit',
  'agent-minute-limit',
  'account-call-rate',
  'account-leg-limit',
  'account-minute-limit',
])
export type LimitReached = z.infer<typeof limitReached>

/** Why the server has somebody not rung who was asked for. */
export const diallingRefusal = z.enum([...numberBarred.options, ...limitReached.options])
export type DiallingRefusal = z.infer<typeof diallingRefusal>
