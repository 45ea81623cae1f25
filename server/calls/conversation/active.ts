import { getOperation } from '../model/phase.ts'
import type { EventFor, EventOf } from '../model/event-owner.ts'
import { onAdoptionRequested, advanceAdoptions, onPartyMoveFailed } from './adopting.ts'
import {
  onLegStatus,
  onParticipantJoined,
  onPartyOverdue,
  onRingCreated,
  onRingFailed,
  ringParty,
} from './inviting.ts'
import type { CallEvent } from '../model/call-event.ts'
import { endConversation, finish } from '../ending/finish.ts'
import { onAccessEnded } from './access-ended.ts'
import { onFlagChanged, onFlagFailed, onFlagRequested } from './holding.ts'
import { advanceKeys, onKeysFailed } from './keys.ts'
import { removeParty, leave, isNeededByCustomer } from './leaving.ts'
import { onMergeDone, onMergeFailed, onMergeOverdue, onMergeRequested } from './merging.ts'
import {
  findAgent,
  endParty,
  findParty,
  findParticipant,
  getPresentParties,
  withParty,
  withPhase,
} from '../model/parties.ts'
import type { ActiveCall } from '../model/parties.ts'
import { chainForParty, forEachParty, getIds } from './party-steps.ts'
import {
  advanceSetAside,
  withManualHold,
  onSetAsideRequested,
  onResumeRequested,
} from './setting-aside.ts'
import { CUSTOMER, isConnected, withSpeechEnded } from '../model/party.ts'
import type { Party } from '../model/party.ts'
import { CONFIRM_TIMEOUT_MS, expire } from '../model/confirmable.ts'
import { onPlacingEvent } from './transferring-to-queue.ts'
import { onDeskLost, onDeskSilent } from './losing-desk.ts'
import { onCallRead } from './reading.ts'
import { advanceSpeech, onSpeechChanged } from './speaking.ts'
import { onDeviceRejoined } from './rejoining.ts'
import { endLeg, readCall, stay, createFailure, chainWhileActive } from '../model/step.ts'
import type { Step } from '../model/step.ts'
import {
  advanceReleases,
  advanceTransfer,
  onTransferStepRequested,
  onTransferRequested,
} from './transferring.ts'

/**
 * Customer, agents and others talk, or some of them are on hold. First the event is applied, then everything that it
 * has made possible is done.
 */
export function handleActive(call: ActiveCall, event: EventFor<'active'>, at: number): Step {
  // The handler of this very event, which the compiler cannot follow.
  const handler = HANDLERS[event.kind] as (call: ActiveCall, event: CallEvent, at: number) => Step
  let step = handler(call, event, at)
  for (;;) {
    const before = step.call
    step = chainWhileActive(step, (next) => advanceTransfer(next, at))
    step = chainWhileActive(step, (next) => advanceReleases(next, at))
    step = chainWhileActive(step, (next) => advanceAdoptions(next))
    step = chainWhileActive(step, (next) => advanceSetAside(next, at))
    step = chainWhileActive(step, (next) => advanceSpeech(next, at))
    step = chainWhileActive(step, (next) => advanceKeys(next, at))
    if (step.call === before) return step
  }
}

const HANDLERS: {
  readonly [Kind in EventFor<'active'>['kind']]: (
    call: ActiveCall,
    event: EventOf<Kind>,
    at: number,
  ) => Step
} = {
  'hold-requested': onHoldRequested,
  'hold-changed': (call, event, at) => onFlagChanged(call, event, 'hold', event.held, at),
  'hold-failed': (call, event, at) => onFlagFailed(call, event, 'hold', event.hold, at),
  'mute-requested': (call, { partyId, mute }, at) =>
    onFlagRequested(call, partyId, 'mute', mute, at),
  'mute-changed': (call, event, at) => onFlagChanged(call, event, 'mute', event.muted, at),
  'mute-failed': (call, event, at) => onFlagFailed(call, event, 'mute', event.mute, at),
  'speech-changed': onSpeechChanged,
  'keys-failed': onKeysFailed,
  'ring-created': onRingCreated,
  'ring-failed': onRingFailed,
  'leg-status': onLegStatus,
  'participant-joined': onParticipantJoined,
  'customer-placed': onPlacingEvent,
  'placing-failed': onPlacingEvent,
  'desk-silent': onDeskSilent,
  'desk-lost': onDeskLost,
  'transfer-requested': onTransferRequested,
  'transfer-step-requested': (call, { step }, at) => onTransferStepRequested(call, step, at),
  'add-requested': (call, { invitee }, at) =>
    isEnding(call) ? stay(call) : ringParty(call, invitee, false, at),
  'set-aside-requested': onSetAsideRequested,
  'resume-requested': onResumeRequested,
  'device-rejoined': onDeviceRejoined,
  'merge-requested': onMergeRequested,
  'merge-done': onMergeDone,
  'merge-failed': onMergeFailed,
  'adoption-requested': onAdoptionRequested,
  'party-move-failed': onPartyMoveFailed,
  'remove-requested': onRemoveRequested,
  'leave-requested': onLeaveRequested,
  'hang-up-requested': onHangUpRequested,
  'agent-access-ended': onAccessEnded,
  'hang-up-failed': onHangUpFailed,
  'participant-left': onParticipantLeft,
  'customer-left': (call, _, at) =>
    chainForParty(stay(call), CUSTOMER, (next, customer) =>
      removeParty(next, customer, 'hung-up', at),
    ),
  'conference-ended': onConferenceEnded,
  tick: (call, _, at) => onTick(call, at),
  'call-read': onCallRead,
}

function isEnding({ phase }: ActiveCall): boolean {
  return phase.closing !== null || phase.operation.kind === 'merge'
}

function onHoldRequested(
  call: ActiveCall,
  { partyId, hold }: EventOf<'hold-requested'>,
  at: number,
): Step {
  const step = onFlagRequested(call, partyId, 'hold', hold, at)
  if (hold || step.call === call) return step
  return chainWhileActive(step, (next) => stay(withManualHold(next, partyId)))
}

function onRemoveRequested(
  call: ActiveCall,
  { partyId }: EventOf<'remove-requested'>,
  at: number,
): Step {
  const party = findParty(call, partyId)
  const { closing } = call.phase
  const { transfer } = getOperation(call.phase)
  if (party === null || party.role === 'agent' || closing !== null) return stay(call)
  if (transfer?.partyId === partyId) return onTransferStepRequested(call, 'cancel', at)
  return endParty(call, party, isConnected(party) ? 'removed' : 'taken-back', at)
}

function onLeaveRequested(call: ActiveCall, { by }: EventOf<'leave-requested'>, at: number): Step {
  const party = findPresent(call, by)
  if (party === null) return stay(call)
  return isNeededByCustomer(call, by) ? hangUp(call, party, at) : leave(call, party, at)
}

function onHangUpRequested(
  call: ActiveCall,
  { by }: EventOf<'hang-up-requested'>,
  at: number,
): Step {
  const party = by === null ? findAgent(call) : findPresent(call, by)
  const guest = party !== null && party.role !== 'agent'
  return guest ? leave(call, party, at) : hangUp(call, party, at)
}

function findPresent(call: ActiveCall, identity: string): Party | null {
  return getPresentParties(call).find((each) => each.identity === identity) ?? null
}

function hangUp(call: ActiveCall, by: Party | null, at: number): Step {
  // A call whose customer is on the way elsewhere ends by itself, or is the agent's again in a moment.
  if (isEnding(call)) return stay(call)
  const legs = getPresentParties(call).flatMap(({ callSid }) => callSid ?? [])
  const requestNumber = call.requestCount + 1
  const deadline = at + CONFIRM_TIMEOUT_MS
  const closing = { deadline, requestNumber, byPartyId: by?.partyId ?? null }
  return {
    call: withPhase({ ...call, requestCount: requestNumber }, { closing }),
    effects: [endConversation(call, legs)],
  }
}

function onHangUpFailed(
  call: ActiveCall,
  { failure }: EventOf<'hang-up-failed'>,
  at: number,
): Step {
  if (call.phase.closing === null) return stay(call)
  const withFailure = { ...call, failure: createFailure('hang-up', failure, at) }
  return stay(withPhase(withFailure, { closing: null }))
}

function onParticipantLeft(
  call: ActiveCall,
  { participant, moved = false }: EventOf<'participant-left'>,
  at: number,
): Step {
  const party = findParticipant(call, participant)
  if (party === null) return stay(call)
  // A customer on the way into a queue or another call leaves the Conference, but has not hung up.
  if (isCustomerMoving(call) && party.partyId === CUSTOMER)
    return stay(withParty(call, withSpeechEnded(party, at)))
  // Their call may go on, and their document leads them to the next place.
  if (moved && party.partyId === CUSTOMER && party.ending === null && call.phase.closing === null)
    return { call, effects: [readCall(call)] }
  if (party.ending !== null) {
    const { because } = party.ending
    // A customer's document may have led them on, and the end of their leg was perhaps not heard.
    const isOut = !moved || party.partyId !== CUSTOMER
    return chainForParty(
      isOut ? stay(call) : endLeg(call, party.callSid),
      party.partyId,
      (next, now) => removeParty(next, now, because, at),
    )
  }
  return isConnected(party) ? removeParty(call, party, 'hung-up', at) : onRingEnded(call, party, at)
}

function onConferenceEnded(call: ActiveCall, _: EventOf<'conference-ended'>, at: number): Step {
  if (isCustomerMoving(call)) return stay(call)
  const { closing } = call.phase
  // Without a command the customer's call goes on: Twilio says where everybody is.
  if (closing === null) return { call, effects: [readCall(call)] }
  return finish(call, 'agent-hung-up', at, closing.byPartyId)
}

function isCustomerMoving({ phase }: ActiveCall): boolean {
  return phase.operation.kind === 'requeue' || phase.operation.kind === 'merge'
}

/** Twilio reports a ring that failed like a participant who left. The leg's own status, which follows, says why. */
function onRingEnded(call: ActiveCall, party: Party, at: number): Step {
  const { status } = party
  const checkAt = at + CONFIRM_TIMEOUT_MS
  if (status.kind !== 'ringing' || status.checkAt <= checkAt) return stay(call)
  return stay(withParty(call, { ...party, status: { ...status, checkAt } }))
}

function onTick(call: ActiveCall, at: number): Step {
  let due = false
  const expired = forEachParty(call, getIds(getPresentParties(call)), (next, party) => {
    const [hold, mute] = [expire(party.hold, at), expire(party.mute, at)]
    const same = hold.flag === party.hold && mute.flag === party.mute
    const now = same ? party : { ...party, hold: hold.flag, mute: mute.flag }
    const kept = withParty(next, now)
    const late = onPartyOverdue(kept, now, at)
    due ||= hold.due || mute.due || late !== null
    return late ?? stay(kept)
  })
  const later = at + CONFIRM_TIMEOUT_MS
  const merged = chainWhileActive(expired, (next) => onMergeOverdue(next, at))
  const step = chainWhileActive(merged, (next) => {
    const { closing, operation } = next.phase
    const { requeue } = getOperation(next.phase)
    const isClosingDue = closing !== null && at >= closing.deadline
    const isRequeueDue = requeue !== null && at >= requeue.deadline
    due ||= isClosingDue || isRequeueDue
    if (!isClosingDue && !isRequeueDue) return stay(next)
    return stay(
      withPhase(next, {
        closing: isClosingDue ? { ...closing, deadline: later } : closing,
        operation: isRequeueDue
          ? { kind: 'requeue', requeue: { ...requeue, deadline: later } }
          : operation,
      }),
    )
  })
  return due ? { call: step.call, effects: [...step.effects, readCall(step.call)] } : step
}
