import { getOperation } from '../model/phase.ts'
import type { EventFor } from '../model/event-owner.ts'
import { onAdoptionRequested, advanceAdoptions, onPartyMoveFailed } from './adopting.ts'
import { onLegEvent, onPartyOverdue, ringParty } from './inviting.ts'
import type { CallEvent } from '../model/call-event.ts'
import { finish } from '../ending/finish.ts'
import { onAccessEnded } from './access-ended.ts'
import { onHoldEvent } from './holding.ts'
import { advanceKeys, onKeysFailed } from './keys.ts'
import { removeParty, onLeaveRequested, isNeededByCustomer } from './leaving.ts'
import { onMergeEvent, onMergeOverdue } from './merging.ts'
import {
  findAgent,
  findCustomer,
  endParty,
  findParty,
  findParticipant,
  getPresentParties,
  withParty,
  withPhase,
} from '../model/parties.ts'
import type { ActiveCall } from '../model/parties.ts'
import {
  advanceSetAside,
  withManualHold,
  onSetAsideRequested,
  onResumeRequested,
} from './setting-aside.ts'
import { CUSTOMER, isConnected, withSpeechEnded } from '../model/party.ts'
import type { Party } from '../model/party.ts'
import { CONFIRM_TIMEOUT_MS, expire } from '../model/confirmable.ts'
import { onRequeueEvent } from './requeueing.ts'
import { onCallRead } from './reading.ts'
import { advanceSpeech, onSpeechChanged } from './speaking.ts'
import { onDeviceRejoined } from './rejoining.ts'
import { stay, createFailure, chainWhileActive } from '../model/step.ts'
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
  let step = handle(call, event, at)
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

function handle(call: ActiveCall, event: EventFor<'active'>, at: number): Step {
  switch (event.kind) {
    case 'hold-requested':
      return onHoldRequested(call, event, at)
    case 'hold-changed':
    case 'hold-failed':
    case 'mute-requested':
    case 'mute-changed':
    case 'mute-failed':
      return onHoldEvent(call, event, at)
    case 'speech-changed':
      return onSpeechChanged(call, event, at)
    case 'keys-failed':
      return onKeysFailed(call, event, at)
    case 'ring-created':
    case 'ring-failed':
    case 'leg-status':
    case 'participant-joined':
      return onLegEvent(call, event, at)
    case 'caller-queued':
    case 'requeue-failed':
      return onRequeueEvent(call, event, at)
    case 'transfer-requested':
      return onTransferRequested(call, event, at)
    case 'transfer-step-requested':
      return onTransferStepRequested(call, event.step, at)
    case 'add-requested':
      return isEnding(call) ? stay(call) : ringParty(call, event.invitee, false, at)
    case 'set-aside-requested':
      return onSetAsideRequested(call, event.by)
    case 'resume-requested':
      return onResumeRequested(call, event.by, at)
    case 'device-rejoined':
      return onDeviceRejoined(call, event, at)
    case 'merge-requested':
    case 'merge-done':
    case 'merge-failed':
      return onMergeEvent(call, event, at)
    case 'adoption-requested':
      return onAdoptionRequested(call, event, at)
    case 'party-move-failed':
      return onPartyMoveFailed(call, event, at)
    case 'remove-requested':
      return onRemoveRequested(call, event.partyId, at)
    case 'leave-requested':
      return isNeededByCustomer(call, event.by)
        ? hangUp(call, findPresent(call, event.by), at)
        : onLeaveRequested(call, event, at)
    case 'hang-up-requested': {
      const by = event.by === null ? findAgent(call) : findPresent(call, event.by)
      const guest = by !== null && by.role !== 'agent'
      return guest ? onLeaveRequested(call, event, at) : hangUp(call, by, at)
    }
    case 'agent-access-ended':
      return onAccessEnded(call, event, at)
    case 'hang-up-failed':
      return onHangUpFailed(call, event, at)
    case 'participant-left':
    case 'customer-left':
    case 'conference-ended':
      return onDeparture(call, event, at)
    case 'tick':
      return onTick(call, at)
    case 'call-read':
      return onCallRead(call, event, at)
  }
}

function isEnding({ phase }: ActiveCall): boolean {
  return phase.closing !== null || phase.operation.kind === 'merge'
}

function onHoldRequested(
  call: ActiveCall,
  event: Extract<CallEvent, { kind: 'hold-requested' }>,
  at: number,
): Step {
  const step = onHoldEvent(call, event, at)
  if (event.hold || step.call === call) return step
  return chainWhileActive(step, (next) => stay(withManualHold(next, event.partyId)))
}

function onRemoveRequested(call: ActiveCall, partyId: string, at: number): Step {
  const party = findParty(call, partyId)
  const { closing } = call.phase
  const { transfer } = getOperation(call.phase)
  if (party === null || party.role === 'agent' || closing !== null) return stay(call)
  if (transfer?.partyId === partyId) return onTransferStepRequested(call, 'cancel', at)
  return endParty(call, party, isConnected(party) ? 'removed' : 'taken-back', at)
}

function findPresent(call: ActiveCall, identity: string): Party | null {
  return getPresentParties(call).find((each) => each.identity === identity) ?? null
}

function hangUp(call: ActiveCall, by: Party | null, at: number): Step {
  // A call whose customer is on the way elsewhere ends by itself, or is the agent's again in a moment.
  if (isEnding(call)) return stay(call)
  const here = getPresentParties(call)
  const legs = here.flatMap(({ callSid }) => callSid ?? [])
  const requestNumber = call.requestCount + 1
  const closing = withPhase(
    { ...call, requestCount: requestNumber },
    {
      closing: { deadline: at + CONFIRM_TIMEOUT_MS, requestNumber, byPartyId: by?.partyId ?? null },
    },
  )
  const end = { kind: 'end-conversation', conferenceSid: call.conferenceSid, legs } as const
  return { call: closing, effects: [end] }
}

function onHangUpFailed(
  call: ActiveCall,
  { failure }: Extract<CallEvent, { kind: 'hang-up-failed' }>,
  at: number,
): Step {
  if (call.phase.closing === null) return stay(call)
  const withFailure = { ...call, failure: createFailure('hang-up', failure, at) }
  return stay(withPhase(withFailure, { closing: null }))
}

type Departure = Extract<
  CallEvent,
  { kind: 'participant-left' | 'customer-left' | 'conference-ended' }
>

function onDeparture(call: ActiveCall, event: Departure, at: number): Step {
  if (event.kind === 'customer-left') {
    const customer = findCustomer(call)
    return customer === null ? stay(call) : removeParty(call, customer, 'hung-up', at)
  }
  // A caller who was queued again has left an earlier Conference of the same name.
  if (event.conferenceSid !== call.conferenceSid) return stay(call)
  const { requeue, merge } = getOperation(call.phase)
  const moving = requeue !== null || merge !== null
  if (event.kind === 'participant-left') {
    const party = findParticipant(call, event.participant)
    // A customer on the way into a queue or another call leaves the Conference, but has not hung up.
    if (party === null) return stay(call)
    if (moving && party.partyId === CUSTOMER)
      return stay(withParty(call, withSpeechEnded(party, at)))
    if (party.ending !== null) return removeParty(call, party, party.ending.because, at)
    if (party.status.kind === 'ringing') return onRingEnded(call, party, party.status, at)
    return isConnected(party) ? removeParty(call, party, 'hung-up', at) : stay(call)
  }
  if (moving) return stay(call)
  const by = event.byCallSid
  const who = by === null ? null : findParticipant(call, { label: null, callSid: by })
  const party = who ?? findAgent(call)
  const reason =
    party?.partyId === CUSTOMER && call.phase.closing === null
      ? 'customer-hung-up'
      : 'agent-hung-up'
  return finish(call, reason, at, call.phase.closing?.byPartyId ?? who?.partyId ?? null)
}

/** Twilio reports a ring that failed like a participant who left. The leg's own status, which follows, says why. */
function onRingEnded(
  call: ActiveCall,
  party: Party,
  status: Extract<Party['status'], { kind: 'ringing' }>,
  at: number,
): Step {
  const checkAt = Math.min(status.checkAt, at + CONFIRM_TIMEOUT_MS)
  if (checkAt === status.checkAt) return stay(call)
  return stay(withParty(call, { ...party, status: { ...status, checkAt } }))
}

function onTick(call: ActiveCall, at: number): Step {
  let step: Step = stay(call)
  let due = false
  for (const { partyId } of getPresentParties(call)) {
    step = chainWhileActive(step, (next) => {
      const party = findParty(next, partyId)
      if (party === null) return stay(next)
      const [hold, mute] = [expire(party.hold, at), expire(party.mute, at)]
      const same = hold.flag === party.hold && mute.flag === party.mute
      const now = same ? party : { ...party, hold: hold.flag, mute: mute.flag }
      const kept = withParty(next, now)
      const late = onPartyOverdue(kept, now, at)
      due ||= hold.due || mute.due || late !== null
      return late ?? stay(kept)
    })
  }
  const later = at + CONFIRM_TIMEOUT_MS
  step = chainWhileActive(step, (next) => onMergeOverdue(next, at))
  step = chainWhileActive(step, (next) => {
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
  if (!due) return step
  return {
    call: step.call,
    effects: [...step.effects, { kind: 'read-call', asOfRequest: step.call.requestCount }],
  }
}
