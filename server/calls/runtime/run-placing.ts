import { conferenceTwiml, waitTwiml } from '../../twiml/documents.ts'
import type { EffectOf } from '../model/call-effect.ts'
import type { CallEvent } from '../model/call-event.ts'
import type { Call } from '../model/call.ts'
import { CUSTOMER } from '../model/party.ts'
import { getOperation } from '../model/phase.ts'
import { nameConference } from '../model/place.ts'
import { getRetryAfterMs, toEffectFailure } from './postponed.ts'
import type { Postponed } from './postponed.ts'
import { logFailure } from './effect-deps.ts'
import type { EffectDeps } from './effect-deps.ts'

/**
 * Moves the customer to where they wait. Nobody is with them, so it is tried until it is done or they have hung up; an
 * agent who transfers them learns of a failure instead. Before a retry the customer is looked for: somebody may have
 * met them there.
 */
export async function runPlacing(
  deps: EffectDeps,
  call: Call,
  { callSid, place }: EffectOf<'place-customer'>,
  attempts: number,
): Promise<CallEvent | Postponed | null> {
  const why = whyPlace(call, place)
  if (why === null) return null
  if (attempts > 0 || why === 'meeting') {
    const conference = { sid: null, name: nameConference(call.callId, place) }
    const found = await deps.gateway.findLeg({ conference, label: CUSTOMER })
    if (found.ok && found.value !== null) return { kind: 'customer-placed', place }
    // They may talk there already: who cannot be looked for is not moved.
    if (!found.ok && why === 'meeting')
      return { kind: 'postponed', retryAfterMs: getRetryAfterMs(found.failure) }
    // Twilio may have done it all the same: no name is used for two waits.
    if (why === 'waiting') return { kind: 'placing-failed', place }
  }
  const musicUrl = deps.music.urlFor(call.queueName)
  const twiml = waitTwiml(deps.urls(), { callId: call.callId, place, musicUrl })
  const moved = await deps.gateway.redirectCall(callSid, twiml)
  if (moved.ok) return { kind: 'customer-placed', place }
  logFailure(deps, moved, { kind: 'place-customer', callSid, place })
  if (toEffectFailure(moved.failure) === 'gone') return { kind: 'customer-left' }
  if (why === 'transfer') return { kind: 'placing-failed', place }
  return { kind: 'postponed', retryAfterMs: getRetryAfterMs(moved.failure) }
}

/**
 * Why this move is still to be made; null for one that nobody waits for. `meeting`: to those who talk without the
 * customer.
 */
export function whyPlace(
  { phase, place }: Call,
  wanted: number,
): 'waiting' | 'transfer' | 'meeting' | null {
  if (phase.kind === 'active') {
    const { requeue, merge } = getOperation(phase)
    if (requeue?.place === wanted) return 'transfer'
    // The other call may have them by now.
    return place === wanted && merge === null ? 'meeting' : null
  }
  const isMoving = (phase.kind === 'queued' || phase.kind === 'returning') && !phase.placed
  return isMoving && place === wanted ? 'waiting' : null
}

/** The effects between two calls of one agent. Twilio only sees the customer's move. */
export async function runMerge(
  deps: EffectDeps,
  call: Call,
  effect: EffectOf<'request-adoption' | 'move-party' | 'report-merge'>,
): Promise<CallEvent | null> {
  switch (effect.kind) {
    case 'request-adoption': {
      const { by, invitee, callSid } = effect
      const request = {
        kind: 'adoption-requested',
        by,
        from: call.callId,
        invitee,
        callSid,
      } as const
      const into = await deps.dispatch(effect.into, request)
      return into === null ? { kind: 'merge-failed', partyId: invitee.partyId } : null
    }
    case 'move-party': {
      const { callSid, partyId } = effect
      const { callId, place } = call
      const twiml = conferenceTwiml(deps.urls(), { callId, place, partyId })
      const moved = await deps.gateway.redirectCall(callSid, twiml)
      if (moved.ok) return null
      logFailure(deps, moved, effect)
      return { kind: 'party-move-failed', partyId, failure: toEffectFailure(moved.failure) }
    }
    case 'report-merge': {
      const kind = effect.done ? 'merge-done' : 'merge-failed'
      await deps.dispatch(effect.callId, { kind, partyId: effect.partyId })
      return null
    }
  }
}
