import type { Call } from '../../calls/model/call.ts'
import { getRequested } from '../../calls/model/confirmable.ts'
import type { ModelLeg } from './model-conferences.ts'
import type { ModelTwilio } from './model-twilio.ts'

/** The customer never overhears what the agent and the target say in private. */
export class Privacy {
  /** The agent has let customer and target hear each other, and neither has been on hold since. */
  #opened = false

  check({ phase, endedLegs }: Call, twilio: ModelTwilio): void {
    if (phase.kind !== 'active' || phase.operation.kind !== 'transfer') {
      this.#opened = false
      return
    }
    const { transfer } = phase.operation
    const asked = transfer.pending === 'join' || transfer.pending === 'complete'
    if (asked || transfer.stage === 'joined') this.#opened = true
    const target = twilio.leg(transfer.partyId)
    // Nobody is left at a leg that another one has replaced.
    const isLeft = target !== undefined && endedLegs.includes(target.callSid)
    const both = !isLeft && hear(twilio.customer, target)
    const meant = phase.parties.some(
      ({ partyId, hold }) =>
        (partyId === 'customer' || partyId === transfer.partyId) && getRequested(hold),
    )
    if (!both && !asked && meant) this.#opened = false
    if (both && !this.#opened) throw new Error('the customer hears a private consult')
  }
}

function hear(one: ModelLeg, other: ModelLeg | undefined): boolean {
  const both = one.state === 'in' && other?.state === 'in'
  return both && one.conferenceSid === other.conferenceSid && !one.held && !other.held
}
