import { z } from 'zod'
import { barredKinds } from '../dialling/number-facts.ts'
import { listOf, splitList, wholeNumber } from './variable.ts'

const countries = z
  .string()
  .default('')
  .transform((text) => (text.trim() === '*' ? 'all' : splitList(text)))
  .pipe(
    z.union(
      [z.literal('all'), z.array(z.string().regex(/^[A-Z]{2}$/)).transform((all) => new Set(all))],
      { error: 'is neither * nor a list of ISO 3166 countries of two capital letters' },
    ),
  )

/** What may be dialled, and how much of it. */
export const diallingVariables = z.object({
  CORDBOARD_DIAL_COUNTRIES: countries,
  CORDBOARD_DIAL_KINDS: listOf(
    z.enum(barredKinds, { error: `is not a list of ${barredKinds.join(', ')}` }),
  ),
  CORDBOARD_EMERGENCY_NUMBERS: listOf(
    z.string().regex(/^\d{2,6}$/, 'is not a list of short numbers'),
  ),
  CORDBOARD_AGENT_CALLS_PER_MINUTE: wholeNumber(20, 1, 1000),
  CORDBOARD_AGENT_LEGS: wholeNumber(12, 1, 1000),
  CORDBOARD_AGENT_MINUTES_PER_DAY: wholeNumber(900, 1, 100_000),
  CORDBOARD_ACCOUNT_CALLS_PER_MINUTE: wholeNumber(300, 1, 100_000),
  CORDBOARD_ACCOUNT_LEGS: wholeNumber(500, 1, 100_000),
  CORDBOARD_ACCOUNT_MINUTES_PER_DAY: wholeNumber(60_000, 1, 10_000_000),
  CORDBOARD_PARTIES_PER_CALL: wholeNumber(8, 1, 200),
  CORDBOARD_LEG_MINUTES: wholeNumber(240, 1, 1440),
})

export function diallingSettings(from: z.infer<typeof diallingVariables>) {
  return {
    abroad: from.CORDBOARD_DIAL_COUNTRIES,
    kinds: new Set(from.CORDBOARD_DIAL_KINDS),
    emergencyNumbers: from.CORDBOARD_EMERGENCY_NUMBERS,
    limits: {
      agent: {
        callsPerMinute: from.CORDBOARD_AGENT_CALLS_PER_MINUTE,
        legsAtOnce: from.CORDBOARD_AGENT_LEGS,
        minutesPerDay: from.CORDBOARD_AGENT_MINUTES_PER_DAY,
      },
      account: {
        callsPerMinute: from.CORDBOARD_ACCOUNT_CALLS_PER_MINUTE,
        legsAtOnce: from.CORDBOARD_ACCOUNT_LEGS,
        minutesPerDay: from.CORDBOARD_ACCOUNT_MINUTES_PER_DAY,
      },
      partiesPerCall: from.CORDBOARD_PARTIES_PER_CALL,
    },
    /** After so long Twilio ends the leg of a telephone that was rung. */
    legMinutes: from.CORDBOARD_LEG_MINUTES,
  }
}
