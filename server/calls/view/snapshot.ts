import type { AgentLeg, Phase } from '../model/phase.ts'
import { instant } from '../../clock.ts'
import type { CallSnapshot } from '../../contract/desk.ts'
import { parseIdentity } from '../../identity.ts'
import { customerIn, deskIn, isIn, legOf, partiesOf } from '../model/call.ts'
import type { Call } from '../model/call.ts'
import { SHOWN_MS } from '../ending/finish.ts'
import { directionOf } from '../model/internal.ts'
import { partyNamed, handingOf } from '../model/parties.ts'
import { isHere, CUSTOMER } from '../model/party.ts'
import type { Party as Member } from '../model/party.ts'
import { partySnapshot } from './party-snapshot.ts'
import { ringSeconds } from '../model/ringing.ts'
import { withoutIdentity } from '../tasks/tasks.ts'

/** How long a party who has left keeps its place on the screens, ms. */
const LEFT_SHOWN_MS = 5000

/**
 * A call as one agent's screen shows it: the state is this desk's own, the parties are everybody's. Null
 * when the call is no longer, or not yet, of this agent.
 */
export function callSnapshot(
  call: Call,
  viewer: { readonly identity: string; readonly name: string },
  now: number,
): CallSnapshot | null {
  const self = memberOf(call, viewer.identity)
  const state = self === null ? null : stateOf(call, self, now)
  if (self === null || state === null) return null
  const members = membersOf(call).filter(
    ({ partyId, presence }) =>
      partyId === self.partyId ||
      partyId === CUSTOMER ||
      presence.kind !== 'left' ||
      call.phase.kind === 'ended' ||
      now < presence.at + LEFT_SHOWN_MS,
  )
  return {
    callId: call.callId,
    direction: directionOf(call),
    state,
    callWaiting: 'offer' in call.phase && self.role === 'agent' && call.phase.offer.callWaiting,
    queueName: call.queueName,
    waitedSeconds: call.waitedSeconds,
    lineNumber: call.customer.identity === null ? call.lineNumber : null,
    parties: members.map((member) =>
      member.partyId === self.partyId
        ? partySnapshot(member, { self: true, name: viewer.name })
        : partySnapshot(member, { self: false, name: member.name }),
    ),
    recording: recordingOf(call),
    endedBy: isIn(call, 'ended') ? call.phase.endedBy : null,
    ...(self.role === 'customer' ? OTHERS_WORK : workOf(call, viewer.identity)),
  }
}

type Work = Pick<CallSnapshot, 'transfer' | 'handover' | 'trouble' | 'notes'>

/** A colleague in the customer's place sees nothing of what the agents work on. */
const OTHERS_WORK: Work = { transfer: null, handover: null, trouble: null, notes: '' }

function workOf(call: Call, identity: string): Work {
  const { trouble, notes } = call
  return { transfer: transferOf(call), handover: handoverFor(call, identity), trouble, notes }
}

/** When what the screens show of the departed changes next; null for not at all. */
export function shownUntil(phase: Phase, now: number): number | null {
  const due = partiesOf(phase).flatMap(({ presence, identity }) => {
    if (presence.kind !== 'left') return []
    const { at } = presence
    return identity === null ? [at + LEFT_SHOWN_MS] : [at + LEFT_SHOWN_MS, at + SHOWN_MS]
  })
  const next = due.filter((at) => at > now)
  return next.length === 0 ? null : Math.min(...next)
}

/** The desk's own part in the call: the one that goes on, or else the last that was. */
function memberOf(call: Call, identity: string): Member | null {
  const mine = membersOf(call).filter((member) => member.identity === identity)
  return mine.find(isHere) ?? mine.at(-1) ?? null
}

/** Everybody, also of a call that is no conversation yet. */
function membersOf(call: Call): readonly Member[] {
  const leg = legOf(call.phase)
  if (leg !== null) return [waitingCustomer(call), callingAgent(call, leg)]
  return 'parties' in call.phase ? call.phase.parties : [waitingCustomer(call)]
}

function waitingCustomer(call: Call): Member {
  const since = call.startedAt
  const customer = { ...customerIn(call, since), joinedAt: null }
  if (call.phase.kind !== 'dialing') return { ...customer, presence: { kind: 'waiting', since } }
  const rungAt = call.phase.rungAt ?? since
  const deadline = rungAt + ringSeconds(call) * 1000
  return {
    ...customer,
    presence: { kind: 'ringing', since: rungAt, deadline, look: deadline, doubted: false },
  }
}

function callingAgent(call: Call, leg: AgentLeg): Member {
  const since = call.startedAt
  const member = { ...deskIn(call, leg, since), joinedAt: null }
  switch (call.phase.kind) {
    case 'offered': {
      const { since: ringing, deadline } = call.phase.offer
      return {
        ...member,
        presence: { kind: 'ringing', since: ringing, deadline, look: deadline, doubted: false },
      }
    }
    case 'placing':
    case 'joining':
    case 'taking-back':
      return { ...member, presence: { kind: 'waiting', since } }
    default:
      return member
  }
}

function stateOf(call: Call, self: Member, now: number): CallSnapshot['state'] | null {
  const { phase } = call
  if (self.role === 'customer') return colleaguesState(call, self, now)
  switch (phase.kind) {
    case 'calling':
    case 'queued':
      return null
    case 'offered': {
      const { since, deadline } = phase.offer
      return { kind: 'ringing', since: instant(since), deadline: instant(deadline) }
    }
    case 'accepting':
    case 'connecting':
    case 'taking-back':
      return { kind: 'connecting', since: instant(phase.since) }
    case 'placing':
    case 'joining':
    case 'dialing':
      return { kind: 'dialing', since: instant(phase.since) }
    case 'active':
      return ownState(self, now)
    case 'ended':
      if (now >= phase.shownUntil) return null
      return ownState(self, now)
  }
}

/** One who called a queue dials until an agent is there; one who is called learns of it when the desk rings. */
function colleaguesState(call: Call, self: Member, now: number): CallSnapshot['state'] | null {
  const { phase } = call
  if (phase.kind === 'ended' && now >= phase.shownUntil) return null
  if ('parties' in phase || phase.kind === 'dialing') return ownState(self, now)
  if (call.direction === 'outbound') return null
  return { kind: 'dialing', since: instant(call.startedAt) }
}

/** In a conversation each desk has its own beginning and end. */
function ownState({ presence, joinedAt }: Member, now: number): CallSnapshot['state'] | null {
  switch (presence.kind) {
    case 'waiting':
      return null
    case 'ringing': {
      const { since, deadline } = presence
      return { kind: 'ringing', since: instant(since), deadline: instant(deadline) }
    }
    case 'connected':
      return { kind: 'active', since: instant(joinedAt ?? presence.since) }
    case 'left': {
      const { at, reason } = presence
      if (reason === null || now >= at + SHOWN_MS) return null
      return { kind: 'ended', at: instant(at), reason }
    }
  }
}

function recordingOf({ recording, phase }: Call): CallSnapshot['recording'] {
  if (recording === null || phase.kind === 'ended') return null
  const { state, pending, since, resumeAt } = recording
  return {
    state,
    pending,
    since: instant(since),
    resumesAt: resumeAt === null ? null : instant(resumeAt),
  }
}

function transferOf(call: Call): CallSnapshot['transfer'] {
  if (!isIn(call, 'active') || call.phase.transfer === null) return null
  const { kind, partyId, byPartyId, pending, since, stage } = call.phase.transfer
  const by = partyNamed(call, byPartyId)?.identity ?? ''
  return {
    kind,
    stage: stage === 'holding' ? 'ringing' : stage,
    partyId,
    byUserId: parseIdentity(by)?.userId ?? by,
    pending,
    since: instant(since),
  }
}

function handoverFor(call: Call, identity: string): CallSnapshot['handover'] {
  if (isIn(call, 'active') && call.phase.transfer !== null) {
    const { transfer } = call.phase
    const target = partyNamed(call, transfer.partyId)
    if (target?.identity === identity) return withoutIdentity(handingOf(call, transfer))
  }
  const { handing } = call
  return handing === null || handing.fromIdentity === identity ? null : withoutIdentity(handing)
}
