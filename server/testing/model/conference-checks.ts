import { getOperation } from '../../calls/model/phase.ts'
import assert from 'node:assert/strict'
import { getParties } from '../../calls/model/call.ts'
import type { Call } from '../../calls/model/call.ts'
import { getRequested } from '../../calls/model/confirmable.ts'
import type { Party } from '../../calls/model/party.ts'
import type { ModelTwilio } from './model-twilio.ts'

/*
 * What must be so of a call beside the model of Twilio that it was driven against. All but `checkSpeech` are for the
 * time when it is quiet.
 */

/** Nobody speaks who is not heard. */
export function checkSpeech({ phase }: Call): void {
  for (const { partyId, status, hold, mute, speech } of getParties(phase)) {
    const heard = status.kind === 'connected' && !hold.confirmed && !mute.confirmed
    assert.ok(heard || speech.since === null, `${partyId} speaks`)
    assert.ok(speech.ms >= 0)
  }
}

/** Nobody waits or talks where the call's people are not, and who waits hears music. */
export function checkPlaces(
  { phase, place }: Call,
  twilio: ModelTwilio,
  unproved: ReadonlySet<string>,
): void {
  const { customer } = twilio
  const others = twilio.in().filter((leg) => leg !== customer)
  for (const leg of twilio.in()) {
    // Nobody has told, and until a desk answers there is nothing to notice.
    const isUnknown = phase.kind === 'queued' && leg === customer && unproved.has(leg.conferenceSid)
    if (!isUnknown) assert.equal(leg.place, place, `${leg.label} is elsewhere`)
  }
  if (customer.state !== 'in') {
    assert.notEqual(phase.kind, 'queued', 'nobody waits')
    return
  }
  assert.notEqual(phase.kind, 'ended', 'the customer was left behind')
  assert.equal(twilio.with(customer).length, others.length, 'they are in two Conferences')
  if (phase.kind === 'active') return assert.ok(others.length > 0, 'the customer is alone')
  assert.equal(others.length, 0, 'somebody is there who should not be')
  const hears = twilio.hearsMusic(customer) || unproved.has(customer.conferenceSid)
  assert.ok(!customer.held && hears, 'the customer waits in silence')
}

/** Every leg in the Conference is somebody's, and is on hold and muted as is shown. */
export function checkLegs(here: readonly Party[], twilio: ModelTwilio): void {
  for (const leg of twilio.in()) {
    if (here.length === 0 && leg === twilio.customer) continue
    const party = here.find(({ callSid }) => callSid === leg.callSid)
    if (party === undefined) throw new Error(`${leg.label} is a leg of nobody`)
    const { hold, mute } = party
    assert.deepEqual([getRequested(hold), hold.confirmed], [leg.held, leg.held])
    assert.deepEqual([getRequested(mute), mute.confirmed], [leg.muted, leg.muted])
  }
}

/** A call that is set aside is silent, no merger is left open, and the other call knows what became of its customers. */
export function checkOtherCall(
  { phase }: Call,
  twilio: ModelTwilio,
  adopted: readonly string[],
): void {
  for (const partyId of adopted) assert.ok(twilio.told.has(partyId), partyId)
  if (phase.kind !== 'active') return
  const { setAside, parties } = phase
  const { merge, transfer } = getOperation(phase)
  assert.equal(merge, null)
  if (setAside === null || transfer !== null) return
  for (const { partyId, status, hold } of parties) {
    if (partyId === setAside.byPartyId || status.kind !== 'connected') continue
    if (!setAside.kept.includes(partyId)) assert.ok(hold.confirmed, `${partyId} hears`)
  }
}
