import type { TwilioClient } from '../twilio/client.ts'
import { askTwilio } from './stage/ask-twilio.ts'

export interface AccountLimits {
  /** How many calls the account may have at once; null: no limit that Twilio's pages name. */
  readonly callsAtOnce: number | null
  /** From what that was read. */
  readonly because: string
}

/** Docs: glossary/cps, and the changelog of February 2026. */
const TRIAL = 5
const INDIVIDUAL = 3
const NO_PROFILE = 2

/** What Twilio's REST API shows of the account's limits. It has no resource for the limits themselves. */
export async function readLimits(client: TwilioClient, accountSid: string): Promise<AccountLimits> {
  const account = await askTwilio(() => client.api.v2010.accounts(accountSid).fetch())
  if (account.ok && account.value.type === 'Trial') {
    return { callsAtOnce: TRIAL, because: 'a trial account' }
  }
  const profiles = await askTwilio(() =>
    client.trusthub.v1.customerProfiles.list({ status: 'twilio-approved', limit: 20 }),
  )
  if (!profiles.ok) {
    return { callsAtOnce: NO_PROFILE, because: 'its Business Profile cannot be read' }
  }
  const policies = await Promise.all(
    profiles.value.map(({ policySid }) =>
      askTwilio(() => client.trusthub.v1.policies(policySid).fetch()),
    ),
  )
  const names = policies.map((policy) => (policy.ok ? policy.value.friendlyName : ''))
  if (names.some((name) => /business/i.test(name))) {
    return { callsAtOnce: null, because: 'an approved Business Profile' }
  }
  return names.length > 0
    ? { callsAtOnce: INDIVIDUAL, because: 'an approved profile of an individual' }
    : { callsAtOnce: NO_PROFILE, because: 'no approved Business Profile' }
}
