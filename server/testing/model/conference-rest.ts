import assert from 'node:assert/strict'
import { callSchema } from '../../calls/model/call.ts'
import type { Call } from '../../calls/model/call.ts'
import { isHere } from '../../calls/model/party.ts'
import { checkLegs, checkOtherCall, checkPlaces } from './conference-checks.ts'
import { checkRecordingAtRest } from './model-recordings.ts'
import { checkTasks } from './model-tasks.ts'
import type { ModelTwilio } from './model-twilio.ts'

interface Past {
  /** Conferences of whose people not all reports came. */
  readonly unproved: ReadonlySet<string>
  readonly adopted: readonly string[]
  readonly isHeldByAgent: boolean
}

/** What must be so once it is quiet. */
export function checkAtRest(
  call: Call,
  twilio: ModelTwilio,
  { unproved, adopted, isHeldByAgent }: Past,
): void {
  const { phase } = call
  const { customer } = twilio
  assert.deepEqual(callSchema.parse(JSON.parse(JSON.stringify(call))), call)
  checkPlaces(call, twilio, unproved)
  const here = phase.kind === 'active' ? phase.parties.filter(isHere) : []
  checkLegs(here, twilio)
  const isTalking =
    phase.kind === 'active' && phase.operation.kind !== 'transfer' && phase.setAside === null
  if (isTalking && customer.state === 'in' && !isHeldByAgent) assert.equal(customer.held, false)
  if (phase.kind === 'active') assert.equal(here.length, twilio.in().length)
  checkOtherCall(call, twilio, adopted)
  checkRecordingAtRest(call, customer, twilio.recordings)
  const agent = here.some(({ role }) => role === 'agent')
  if (!agent && here.length > 0) assert.ok(!here.some(({ hold }) => hold.confirmed))
  checkTasks(call, twilio.tasks)
}
