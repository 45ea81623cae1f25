import { getOperation } from '../model/phase.ts'
import type { AgentLeg, Phase } from '../model/phase.ts'
import { instant } from '../../clock.ts'
import type { CallSnapshot } from '../../contract/desk.ts'
import { parseIdentity } from '../../identity.ts'
import { toCustomerParty, toAgentParty, isIn, getLeg, getParties } from '../model/call.ts'
import type { Call } from '../model/call.ts'
import { SHOWN_MS } from '../ending/finish.ts'
import { getDirection } from '../model/internal.ts'
import { findParty, createHandover } from '../model/parties.ts'
import { isHere, CUSTOMER } from '../model/party.ts'
import type { Party as Member, PartyStatus } from '../model/party.ts'
import { createPartySnapshot } from './party-snapshot.ts'
import { getRingSeconds } from '../model/ringing.ts'
import { toHandover } from '../tasks/tasks.ts'

/** How long a party who has left stays on the screens, ms. */
const LEFT_SHOWN_MS = 5000

/**
 * A call as one agent's screen shows it: the state is this agent's own, the parties are everybody. Null when the call
 * is not, or not any longer, this agent's.
 */
export function createCallSnapshot(
  call: Call,
  viewer: { readonly identity: string; readonly name: string },
  now: number,
): CallSnapshot | null {
  const self = findOwnParty(call, viewer.identity)
  const state = self === null ? null : createState(call, self, now)
  if (self === null || state === null) return null
  const members = listParties(call).filter(
    ({ partyId, status }) =>
      partyId === self.partyId ||
      partyId === CUSTOMER ||
      status.kind !== 'left' ||
      call.phase.kind === 'ended' ||
      now < status.at + LEFT_SHOWN_MS,
  )
  return {
    callId: call.callId,
    direction: getDirection(call),
    state,
    callWaiting:
      'reservation' in call.phase && self.role === 'agent' && call.phase.reservation.callWaiting,
    queueName: call.queueName,
    waitedSeconds: call.waitedSeconds,
    lineNumber: call.customer.identity === null ? call.lineNumber : null,
    parties: members.map((member) => {
      const isSelf = member.partyId === self.partyId
      return createPartySnapshot(member, isSelf, isSelf ? viewer.name : member.name)
    }),
    recording: createRecording(call),
    endedBy: isIn(call, 'ended') ? call.phase.endedBy : null,
    returnUntil: createReturnUntil(call, viewer.identity),
    ...(self.role === 'customer'
      ? OTHERS_WORK
      : {
          transfer: createTransfer(call),
          handover: createHandoverFor(call, viewer.identity),
          failure: call.failure,
          notes: call.notes,
        }),
  }
}

/** A teammate in the customer's place sees nothing of the agents' work. */
const OTHERS_WORK = { transfer: null, handover: null, failure: null, notes: '' }

/** When a party who has left disappears from the screens next; null for never. */
export function getShownUntil(phase: Phase, now: number): number | null {
  const due = getParties(phase).flatMap(({ status, identity }) => {
    if (status.kind !== 'left') return []
    const { at } = status
    return identity === null ? [at + LEFT_SHOWN_MS] : [at + LEFT_SHOWN_MS, at + SHOWN_MS]
  })
  const next = due.filter((at) => at > now)
  return next.length === 0 ? null : Math.min(...next)
}

/** The agent's own party: the one that is here, or else the last one. */
function findOwnParty(call: Call, identity: string): Member | null {
  const mine = listParties(call).filter((member) => member.identity === identity)
  return mine.find(isHere) ?? mine.at(-1) ?? null
}

/** All parties, also before the conversation. */
function listParties(call: Call): readonly Member[] {
  const leg = getLeg(call.phase)
  if (leg !== null) return [createWaitingCustomer(call), createCallingAgent(call, leg)]
  return 'parties' in call.phase ? call.phase.parties : [createWaitingCustomer(call)]
}

function createWaitingCustomer(call: Call): Member {
  const { phase, startedAt: since } = call
  const customer = { ...toCustomerParty(call, since), joinedAt: null }
  if (phase.kind !== 'dialing') return { ...customer, status: { kind: 'waiting', since } }
  const rungAt = phase.rungAt ?? since
  return { ...customer, status: createRinging(rungAt, rungAt + getRingSeconds(call) * 1000) }
}

function createCallingAgent(call: Call, leg: AgentLeg): Member {
  const { phase, startedAt: since } = call
  const member = { ...toAgentParty(call, leg, since), joinedAt: null }
  switch (phase.kind) {
    case 'reserved':
      return {
        ...member,
        status: createRinging(phase.reservation.since, phase.reservation.deadline),
      }
    case 'placing':
    case 'joining':
    case 'returning':
      return { ...member, status: { kind: 'waiting', since } }
    default:
      return member
  }
}

function createRinging(since: number, deadline: number): PartyStatus {
  return { kind: 'ringing', since, deadline, checkAt: deadline, uncertain: false }
}

function createState(call: Call, self: Member, now: number): CallSnapshot['state'] | null {
  const { phase } = call
  if (self.role === 'customer') return createCustomerState(call, self, now)
  switch (phase.kind) {
    case 'calling':
    case 'queued':
      return null
    case 'returning':
      return { kind: 'connecting', since: instant(phase.since) }
    case 'placing':
    case 'joining':
    case 'dialing':
      return { kind: 'dialing', since: instant(phase.since) }
    case 'reserved':
      // The desk has just declined it and does not ring yet.
      return phase.reservation.restsUntil === null ? createPartyState(self, now) : null
    case 'active':
      return createPartyState(self, now)
    case 'ended':
      return now < phase.shownUntil ? createPartyState(self, now) : null
  }
}

/**
 * A teammate who called a queue is dialling until an agent answers; a called teammate sees the call when their desk
 * rings.
 */
function createCustomerState(call: Call, self: Member, now: number): CallSnapshot['state'] | null {
  const { phase } = call
  if (phase.kind === 'ended' && now >= phase.shownUntil) return null
  if ('parties' in phase || phase.kind === 'dialing') return createPartyState(self, now)
  if (call.direction === 'outbound') return null
  return { kind: 'dialing', since: instant(call.startedAt) }
}

/** In a conversation each desk has its own beginning and end. */
function createPartyState({ status, joinedAt }: Member, now: number): CallSnapshot['state'] | null {
  switch (status.kind) {
    case 'waiting':
      return null
    case 'ringing': {
      const { since, deadline } = status
      return { kind: 'ringing', since: instant(since), deadline: instant(deadline) }
    }
    case 'connected':
      return { kind: 'active', since: instant(joinedAt ?? status.since) }
    case 'left': {
      const { at, reason } = status
      if (reason === null || now >= at + SHOWN_MS) return null
      return { kind: 'ended', at: instant(at), reason }
    }
  }
}

/** Until when the customer waits for this agent's desk to come back into the conversation. */
function createReturnUntil({ phase }: Call, identity: string): string | null {
  if (phase.kind !== 'returning' || phase.talk === null || phase.leg.identity !== identity)
    return null
  return instant(phase.deadline)
}

function createRecording({ recording, phase }: Call): CallSnapshot['recording'] {
  if (recording === null || phase.kind === 'ended') return null
  const { state, pending, since, resumeAt } = recording
  return {
    state,
    pending,
    since: instant(since),
    resumesAt: resumeAt === null ? null : instant(resumeAt),
  }
}

function createTransfer(call: Call): CallSnapshot['transfer'] {
  if (!isIn(call, 'active')) return null
  const { transfer } = getOperation(call.phase)
  if (transfer === null) return null
  const { kind, partyId, byPartyId, pending, since, stage } = transfer
  const by = findParty(call, byPartyId)?.identity ?? ''
  return {
    kind,
    stage: stage === 'holding' ? 'ringing' : stage,
    partyId,
    byUserId: parseIdentity(by)?.userId ?? by,
    pending,
    since: instant(since),
  }
}

function createHandoverFor(call: Call, identity: string): CallSnapshot['handover'] {
  if (isIn(call, 'active') && call.phase.operation.kind === 'transfer') {
    const { transfer } = call.phase.operation
    const target = findParty(call, transfer.partyId)
    if (target?.identity === identity) return toHandover(createHandover(call, transfer))
  }
  const { handover } = call
  return handover === null || handover.fromIdentity === identity ? null : toHandover(handover)
}
