import { canSetAside, findOtherCalls, setAsideAll } from '../calls/api/second-call.ts'
import { createRejoinLabel, findRejoiningParty } from '../calls/conversation/rejoining.ts'
import { getLeg } from '../calls/model/call.ts'
import type { Call } from '../calls/model/call.ts'
import { isInCustomersPlace } from '../calls/model/internal.ts'
import { identityInAddress } from '../identity.ts'
import { conferenceTwiml, hangUpTwiml, rejectTwiml } from '../twiml/documents.ts'
import { placeOf } from './answer-caller.ts'
import type { WebhookDeps } from './deps.ts'
import type { ClientForm } from './schemas.ts'

const NOT_ITS_OWN = 'a Device asked for a call that is not its own'

/**
 * TwiML for an agent's Device. It may join the call that its agent has prepared or that waits for them, or wait in the queue
 * that its agent calls. The agent's other call is then on hold. No other agent's Device may.
 */
export async function connectDevice(
  deps: WebhookDeps,
  { CallSid: callSid, From: from, callId }: ClientForm,
): Promise<string> {
  const identity = identityInAddress(from)
  const prepared = deps.calls.find(callId)
  function refuse(why: string): string {
    deps.log.warn({ callId, identity }, why)
    return rejectTwiml()
  }
  // A Device works until its token runs out, also after the session.
  if (identity !== null && !deps.isSignedIn(identity)) {
    return refuse('a Device of an agent who is not signed in')
  }
  if (prepared === null || identity === null) return refuse(NOT_ITS_OWN)
  if (findRejoiningParty(prepared, identity) !== null) {
    return rejoinDevice(deps, { callId, callSid, identity })
  }
  const callsQueue = prepared.direction === 'inbound' && isInCustomersPlace(prepared, identity)
  if (!callsQueue && getLeg(prepared.phase)?.identity !== identity) return refuse(NOT_ITS_OWN)
  const others = findOtherCalls(deps.calls, identity, callId)
  if (!canSetAside(others, identity)) {
    return refuse('a Device asked for a second call that cannot be had now')
  }
  const call = await deps.calls.dispatch(callId, { kind: 'device-connected', callSid })
  if (call === null) return hangUpTwiml()
  const twiml = callsQueue ? twimlOfCaller(deps, call, callSid) : twimlOfAgent(deps, call, callSid)
  if (twiml === null) return hangUpTwiml()
  await setAsideAll(deps.calls, others, identity)
  return twiml
}

/** A teammate who calls a queue waits like any caller. A repeated webhook gets the same answer. */
function twimlOfCaller(deps: WebhookDeps, call: Call, callSid: string): string | null {
  const waits = call.phase.kind === 'queued' || call.phase.kind === 'reserved'
  if (!waits || call.customer.callSid !== callSid) return null
  return placeOf(deps, call)
}

function twimlOfAgent(deps: WebhookDeps, call: Call, callSid: string): string | null {
  const leg = getLeg(call.phase)
  if (leg?.callSid !== callSid) return null
  const { callId, place } = call
  return conferenceTwiml(deps.urls(), { callId, place, partyId: leg.partyId })
}

/** A page that was loaded again comes back into its call. */
async function rejoinDevice(
  deps: WebhookDeps,
  { callId, callSid, identity }: Readonly<Record<'callId' | 'callSid' | 'identity', string>>,
): Promise<string> {
  const call = await deps.calls.dispatch(callId, { kind: 'device-rejoined', by: identity, callSid })
  const party = call && findRejoiningParty(call, identity)
  if (call === null || party?.callSid !== callSid) return hangUpTwiml()
  const { partyId } = party
  const label = createRejoinLabel(party)
  return conferenceTwiml(deps.urls(), { callId, place: call.place, partyId, label })
}
