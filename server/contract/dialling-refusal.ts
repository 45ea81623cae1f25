import { z } from 'zod'

/** The number is of a kind or a country that is not called. */
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

/** A limit of what one agent, or the whole account, may call. */
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

/** Why the server does not call somebody. */
export const diallingRefusal = z.enum([...numberBarred.options, ...limitReached.options])
export type DiallingRefusal = z.infer<typeof diallingRefusal>
