import { instant } from '../clock.ts'
import type { CallSnapshot, Party } from '../contract/desk.ts'
import { CUSTOMER, legOf } from './call.ts'
import type { Call, Phase } from './call.ts'

/** A call as its agent's screen shows it; null when it is no longer, or not yet, of this agent. */
export function callSnapshot(
  call: Call,
  viewer: { readonly identity: string; readonly name: string },
  now: number,
): CallSnapshot | null {
  const leg = legOf(call.phase)
  const state = stateOf(call, now)
  if (leg === null || leg.identity !== viewer.identity || state === null) return null
  return {
    callId: call.callId,
    direction: call.direction,
    state,
    queueName: call.queueName,
    waitedSeconds: call.waitedSeconds,
    lineNumber: call.lineNumber,
    parties: [customerParty(call), agentParty(call, leg, viewer.name)],
    trouble: call.trouble,
    notes: call.notes,
  }
}

function stateOf(call: Call, now: number): CallSnapshot['state'] | null {
  const { phase } = call
  switch (phase.kind) {
    case 'queued':
      return null
    case 'offered': {
      const { since, deadline } = phase.offer
      return { kind: 'ringing', since: instant(since), deadline: instant(deadline) }
    }
    case 'accepting':
    case 'connecting':
      return { kind: 'connecting', since: instant(phase.since) }
    case 'placing':
    case 'joining':
    case 'dialing':
      return { kind: 'dialing', since: instant(phase.since) }
    case 'active':
      return { kind: 'active', since: instant(phase.since) }
    case 'ended':
      if (now >= phase.shownUntil) return null
      return { kind: 'ended', at: instant(phase.at), reason: phase.reason }
  }
}

const notHeld = (since: number): Party['hold'] => ({
  requested: false,
  confirmed: false,
  since: instant(since),
})

function customerParty(call: Call): Party {
  const { phase, customer } = call
  const hold = phase.kind === 'active' ? phase.hold : null
  return {
    partyId: CUSTOMER,
    role: 'customer',
    number: customer.number,
    name: null,
    callSid: customer.callSid,
    state: customerState(phase),
    hold:
      hold === null
        ? notHeld(call.startedAt)
        : {
            requested: hold.requested,
            confirmed: hold.confirmed,
            since: instant(hold.since),
          },
  }
}

function customerState(phase: Phase): Party['state'] {
  switch (phase.kind) {
    case 'active':
      return 'connected'
    case 'dialing':
      return 'ringing'
    case 'ended':
      return 'left'
    default:
      return 'waiting'
  }
}

function agentParty(
  call: Call,
  leg: { readonly partyId: string; readonly callSid: string | null },
  name: string,
): Party {
  return {
    partyId: leg.partyId,
    role: 'agent',
    number: null,
    name,
    callSid: leg.callSid,
    state: agentState(call.phase),
    hold: notHeld(call.startedAt),
  }
}

function agentState(phase: Phase): Party['state'] {
  switch (phase.kind) {
    case 'offered':
      return 'ringing'
    case 'accepting':
    case 'connecting':
    case 'dialing':
    case 'active':
      return 'connected'
    case 'ended':
      return 'left'
    case 'queued':
    case 'placing':
    case 'joining':
      return 'waiting'
  }
}
