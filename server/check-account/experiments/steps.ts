import { expectValue, StepFailure } from '../stage/ask-twilio.ts'
import { callStatus, conferenceEvent } from '../stage/event-log.ts'
import type { Party } from '../stage/apps.ts'
import type { Leg, RingOptions } from '../stage/legs.ts'
import type { Customer, CustomerOptions } from '../stage/customers.ts'
import type { Stage } from '../stage/stage.ts'

const ANSWER_MS = 20_000

export interface Conversation {
  readonly customer: Customer
  readonly agent: Leg
}

/** The SID of a Conference that the customer is in: no experiment goes on without. */
export function sidOf({ conferenceSid }: Customer): string {
  if (conferenceSid === null) throw new StepFailure('the customer is in no Conference')
  return conferenceSid
}

/** Rings an agent into the Conference where the customer waits, by its name, until they are in it. */
export async function joinAgent(
  stage: Stage,
  { conference }: Customer,
  { party = 'agent', ...options }: RingOptions & { readonly party?: Party } = {},
): Promise<Leg> {
  const agent = expectValue(await stage.ring(party, conference, options), 'the agent was not rung')
  const joined = conferenceEvent('participant-join', conference, options.label ?? party)
  if ((await stage.server.events.find(joined, ANSWER_MS)) === null) {
    throw new StepFailure('no callback says that the agent is in the Conference')
  }
  return agent
}

/** A customer who waited two seconds, with an agent who has talked for three. */
export async function beginTalk(
  stage: Stage,
  options: CustomerOptions = {},
): Promise<Conversation> {
  const customer = await stage.bringCustomer(options)
  await stage.pause(2000)
  const agent = await joinAgent(stage, customer)
  await stage.pause(3000)
  return { customer, agent }
}

/** Ends an agent's leg and waits until Twilio says so. */
export async function endLeg(stage: Stage, { callSid }: Leg): Promise<boolean> {
  await stage.endCall(callSid)
  const ended = callStatus(callSid, 'completed', 'canceled', 'no-answer', 'failed', 'busy')
  return (await stage.server.events.find(ended, 5000)) !== null
}
