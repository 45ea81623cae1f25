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

/** What Twilio's REST API shows of an account. It has no resource for the limits themselves. */
export interface AccountFacts {
  readonly type: string | null
  /** The names of the policies of its approved profiles; null when they cannot be read. */
  readonly approved: readonly string[] | null
}

export function limitsOf({ type, approved }: AccountFacts): AccountLimits {
  if (type === 'Trial') return { callsAtOnce: TRIAL, because: 'a trial account' }
  if (approved === null) {
    return { callsAtOnce: NO_PROFILE, because: 'its Business Profile cannot be read' }
  }
  if (approved.some((name) => /business/i.test(name))) {
    return { callsAtOnce: null, because: 'an approved Business Profile' }
  }
  return approved.length > 0
    ? { callsAtOnce: INDIVIDUAL, because: 'an approved profile of an individual' }
    : { callsAtOnce: NO_PROFILE, because: 'no approved Business Profile' }
}

export async function readLimits(client: TwilioClient, accountSid: string): Promise<AccountLimits> {
  const account = await askTwilio(() => client.api.v2010.accounts(accountSid).fetch())
  const approved = await askTwilio(async () => {
    const { customerProfiles, policies } = client.trusthub.v1
    const profiles = await customerProfiles.list({ status: 'twilio-approved', limit: 20 })
    return Promise.all(
      profiles.map(async ({ policySid }) => (await policies(policySid).fetch()).friendlyName),
    )
  })
  return limitsOf({
    type: account.ok ? account.value.type : null,
    approved: approved.ok ? approved.value : null,
  })
}
