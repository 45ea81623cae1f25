import { adopt, advanceAdoptions, moveFailed } from './adopting.ts'
import { bringing, overdue, ringParty } from './inviting.ts'
import type { CallEvent } from '../model/call-event.ts'
import { finish } from '../ending/finish.ts'
import { goOnWithout } from './access-ended.ts'
import { holding } from './holding.ts'
import { advanceKeys, keysRefused } from './keys.ts'
import { gone, leave, wouldEnd } from './leaving.ts'
import { merging, mergeOverdue } from './merging.ts'
import {
  agentIn,
  customerOf,
  endParty,
  partyNamed,
  partyWho,
  presentParties,
  withParty,
  withPhase,
} from '../model/parties.ts'
import type { Talk } from '../model/parties.ts'
import { advanceParking, byHand, park, takeUpAsked } from './setting-aside.ts'
import { CUSTOMER, isConnected, quiet } from '../model/party.ts'
import type { Party } from '../model/party.ts'
import { PROOF_DEADLINE_MS, ticked } from '../model/confirmable.ts'
import { queued } from './requeueing.ts'
import { readBack } from './reading.ts'
import { advanceSpeech, spoke } from './speaking.ts'
import { rejoin } from './rejoining.ts'
import { stay, trouble, whileTalking } from '../model/step.ts'
import type { Step } from '../model/step.ts'
import { advanceReleases, advanceTransfer, stepAsked, transferAsked } from './transferring.ts'

/**
 * Customer, agents and others talk, or some of them are on hold. First the event is taken, then whatever
 * it has made possible is done.
 */
export function whileActive(call: Talk, event: CallEvent, at: number): Step {
  let step = happened(call, event, at)
  for (;;) {
    const before = step.call
    step = whileTalking(step, (next) => advanceTransfer(next, at))
    step = whileTalking(step, (next) => advanceReleases(next, at))
    step = whileTalking(step, (next) => advanceAdoptions(next))
    step = whileTalking(step, (next) => advanceParking(next, at))
    step = whileTalking(step, (next) => advanceSpeech(next, at))
    step = whileTalking(step, (next) => advanceKeys(next, at))
    if (step.call === before) return step
  }
}

function happened(call: Talk, event: CallEvent, at: number): Step {
  switch (event.kind) {
    case 'hold-asked':
      return heldByHand(call, event, at)
    case 'hold-changed':
    case 'hold-refused':
    case 'mute-asked':
    case 'mute-changed':
    case 'mute-refused':
      return holding(call, event, at)
    case 'speech-changed':
      return spoke(call, event, at)
    case 'keys-refused':
      return keysRefused(call, event, at)
    case 'ring-created':
    case 'ring-refused':
    case 'leg-status':
    case 'joined':
      return bringing(call, event, at)
    case 'caller-queued':
    case 'requeue-failed':
      return queued(call, event, at)
    case 'transfer-asked':
      return transferAsked(call, event, at)
    case 'transfer-step-asked':
      return stepAsked(call, event.step, at)
    case 'add-asked':
      return isEnding(call) ? stay(call) : ringParty(call, event.who, false, at)
    case 'park-asked':
      return park(call, event.by)
    case 'take-up-asked':
      return takeUpAsked(call, event.by, at)
    case 'device-rejoined':
      return rejoin(call, event, at)
    case 'merge-asked':
    case 'merge-done':
    case 'merge-failed':
      return merging(call, event, at)
    case 'adopt-asked':
      return adopt(call, event, at)
    case 'party-move-failed':
      return moveFailed(call, event, at)
    case 'remove-asked':
      return removed(call, event.partyId, at)
    case 'leave-asked':
      return wouldEnd(call, event.by)
        ? hangUp(call, presentAs(call, event.by), at)
        : leave(call, event, at)
    case 'hang-up-asked': {
      const by = event.by === null ? agentIn(call) : presentAs(call, event.by)
      const guest = by !== null && by.role !== 'agent'
      return guest ? leave(call, event, at) : hangUp(call, by, at)
    }
    case 'agent-out':
      return goOnWithout(call, event, at)
    case 'hang-up-refused':
      return hangUpRefused(call, event, at)
    case 'left':
    case 'customer-gone':
    case 'conference-ended':
      return left(call, event, at)
    case 'tick':
      return deadlinePassed(call, at)
    case 'read-back':
      return readBack(call, event, at)
    default:
      return stay(call)
  }
}

function isEnding({ phase }: Talk): boolean {
  return phase.closing !== null || phase.merging !== null
}

function heldByHand(
  call: Talk,
  event: Extract<CallEvent, { kind: 'hold-asked' }>,
  at: number,
): Step {
  const step = holding(call, event, at)
  if (event.hold || step.call === call) return step
  return whileTalking(step, (next) => stay(byHand(next, event.partyId)))
}

function removed(call: Talk, partyId: string, at: number): Step {
  const party = partyNamed(call, partyId)
  const { transfer, closing } = call.phase
  if (party === null || party.role === 'agent' || closing !== null) return stay(call)
  if (transfer?.partyId === partyId) return stepAsked(call, 'cancel', at)
  return endParty(call, party, isConnected(party) ? 'removed' : 'taken-back', at)
}

function presentAs(call: Talk, identity: string): Party | null {
  return presentParties(call).find((each) => each.identity === identity) ?? null
}

function hangUp(call: Talk, by: Party | null, at: number): Step {
  // A call whose customer is on the way elsewhere ends by itself, or is the agent's again in a moment.
  if (isEnding(call)) return stay(call)
  const here = presentParties(call)
  const legs = here.flatMap(({ callSid }) => callSid ?? [])
  const asks = call.asks + 1
  const closing = withPhase(
    { ...call, asks },
    { closing: { deadline: at + PROOF_DEADLINE_MS, asked: asks, byPartyId: by?.partyId ?? null } },
  )
  const end = { kind: 'end-conversation', conferenceSid: call.conferenceSid, legs } as const
  return { call: closing, commands: [end] }
}

function hangUpRefused(
  call: Talk,
  { refusal }: Extract<CallEvent, { kind: 'hang-up-refused' }>,
  at: number,
): Step {
  if (call.phase.closing === null) return stay(call)
  const told = { ...call, trouble: trouble('hang-up', refusal, at) }
  return stay(withPhase(told, { closing: null }))
}

type Departure = Extract<CallEvent, { kind: 'left' | 'customer-gone' | 'conference-ended' }>

function left(call: Talk, event: Departure, at: number): Step {
  if (event.kind === 'customer-gone') {
    const customer = customerOf(call)
    return customer === null ? stay(call) : gone(call, customer, 'hung-up', at)
  }
  // A caller who was queued again has left an earlier Conference of the same name.
  if (event.conferenceSid !== call.conferenceSid) return stay(call)
  const moving = call.phase.queueing !== null || call.phase.merging !== null
  if (event.kind === 'left') {
    const party = partyWho(call, event.who)
    // On the way into a queue or another call the customer leaves the Conference, and is not gone.
    if (party === null) return stay(call)
    if (moving && party.partyId === CUSTOMER) return stay(withParty(call, quiet(party, at)))
    if (party.ending !== null) return gone(call, party, party.ending.because, at)
    if (party.presence.kind === 'ringing') return rungInVain(call, party, party.presence, at)
    return isConnected(party) ? gone(call, party, 'hung-up', at) : stay(call)
  }
  if (moving) return stay(call)
  const by = event.byCallSid
  const who = by === null ? null : partyWho(call, { label: null, callSid: by })
  const party = who ?? agentIn(call)
  const reason =
    party?.partyId === CUSTOMER && call.phase.closing === null
      ? 'customer-hung-up'
      : 'agent-hung-up'
  return finish(call, reason, at, call.phase.closing?.byPartyId ?? who?.partyId ?? null)
}

/** Twilio tells of one who was rung in vain as of one who left. The leg's own status, soon to come, says why. */
function rungInVain(
  call: Talk,
  party: Party,
  presence: Extract<Party['presence'], { kind: 'ringing' }>,
  at: number,
): Step {
  const look = Math.min(presence.look, at + PROOF_DEADLINE_MS)
  if (look === presence.look) return stay(call)
  return stay(withParty(call, { ...party, presence: { ...presence, look } }))
}

function deadlinePassed(call: Talk, at: number): Step {
  let step: Step = stay(call)
  let due = false
  for (const { partyId } of presentParties(call)) {
    step = whileTalking(step, (next) => {
      const party = partyNamed(next, partyId)
      if (party === null) return stay(next)
      const [hold, mute] = [ticked(party.hold, at), ticked(party.mute, at)]
      const same = hold.flag === party.hold && mute.flag === party.mute
      const now = same ? party : { ...party, hold: hold.flag, mute: mute.flag }
      const kept = withParty(next, now)
      const late = overdue(kept, now, at)
      due ||= hold.due || mute.due || late !== null
      return late ?? stay(kept)
    })
  }
  const later = at + PROOF_DEADLINE_MS
  step = whileTalking(step, (next) => mergeOverdue(next, at))
  step = whileTalking(step, (next) => {
    const { closing, queueing } = next.phase
    const closingDue = closing !== null && at >= closing.deadline
    const queueingDue = queueing !== null && at >= queueing.deadline
    due ||= closingDue || queueingDue
    if (!closingDue && !queueingDue) return stay(next)
    return stay(
      withPhase(next, {
        closing: closingDue ? { ...closing, deadline: later } : closing,
        queueing: queueingDue ? { ...queueing, deadline: later } : queueing,
      }),
    )
  })
  if (!due) return step
  return {
    call: step.call,
    commands: [...step.commands, { kind: 'read-back', upTo: step.call.asks }],
  }
}
