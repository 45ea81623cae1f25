import { describe, expect, it } from 'vitest'
import {
  T0,
  aCaller,
  anOutboundCall,
  dialling,
  agentReserved,
  play,
  talking,
} from '../../testing/calls.ts'
import {
  ADA,
  GRACE,
  aQueueCall,
  aTeammateCall,
  ringingGrace,
} from '../../testing/internal-calls.ts'
import type { CallEvent } from '../model/call-event.ts'
import { createInboundCall } from '../model/call.ts'
import type { Call } from '../model/call.ts'
import { describeRing } from './how-to-ring.ts'
import type { CallerIds, Ring } from './how-to-ring.ts'

const LINE = '+15005550006'
const CUSTOMER = '+15005550142'
const OURS: CallerIds = ['+15005550100', LINE]

/** What Twilio is asked for each ring that these events bring about. */
function rings(call: Call, events: readonly CallEvent[], callerIds = OURS) {
  const played = play(call, events)
  return played.effects.flatMap((command) => {
    const isRing = ['ring-agent', 'ring-customer', 'ring-party'].includes(command.kind)
    // The three kinds are the type's.
    return isRing ? [describeRing(played.call, command as Ring, callerIds)] : []
  })
}

function callFrom(number: string | null, lineNumber: string | null): Call {
  const known = { callId: 'call_1', callSid: 'CA-customer', queueName: null, at: T0 }
  return createInboundCall({ ...known, number, lineNumber })
}

const grace = { partyId: 'party_1', identity: GRACE, workerSid: 'WK2', number: null, name: 'Grace' }
const expert = { ...grace, identity: null, workerSid: null, number: '+15005550150', name: null }

function bringsIn(who: typeof grace | typeof expert): CallEvent[] {
  return [{ kind: 'add-requested', who }]
}

describe('who is shown to a desk that is rung', () => {
  it.each([
    ['the number that was called', LINE, LINE],
    ['the default for one that is not ours any more', '+15005550777', OURS[0]],
    ['the default where none was called', null, OURS[0]],
  ])('for a caller: %s', (_, line, from) => {
    const [ring] = rings(callFrom(CUSTOMER, line), [agentReserved('WR1')])
    expect(ring).toMatchObject({ from, partyId: 'agent_WR1' })
    expect(ring?.to).toBe(`client:${ADA}?callId=call_1&customer=%2B15005550142`)
  })

  it('for a caller who withholds the number: ours, and nothing of theirs', () => {
    const [ring] = rings(callFrom(null, LINE), [agentReserved('WR1')])
    expect(ring).toMatchObject({ from: LINE, to: `client:${ADA}?callId=call_1` })
  })

  it('for a teammate: the teammate', () => {
    const [agent] = rings(aQueueCall(), [
      { kind: 'device-connected', callSid: 'CA-customer' },
      agentReserved('WR1'),
    ])
    expect(agent).toMatchObject({ from: `client:${GRACE}`, to: `client:${ADA}?callId=call_1` })
    const [teammate] = rings(aTeammateCall(), ringingGrace)
    expect(teammate).toMatchObject({ from: `client:${ADA}`, to: `client:${GRACE}?callId=call_2` })
  })

  it('for a conversation: the line, with the customer’s number in the address', () => {
    const [ring] = rings(aCaller(), [...talking, ...bringsIn(grace)]).slice(-1)
    expect(ring).toMatchObject({
      from: LINE,
      to: `client:${GRACE}?callId=call_1&customer=%2B15005550142`,
    })
  })
})

describe('who is shown to a telephone that is rung', () => {
  it('is the number that the agent has chosen', () => {
    const [ring] = rings(anOutboundCall(), dialling)
    expect(ring).toMatchObject({ to: '+15005550143', from: LINE })
  })

  it.each([
    ['the line of the call', LINE, LINE],
    ['the default where that is not ours', '+15005550777', OURS[0]],
    ['the default without a line', null, OURS[0]],
  ])('is %s, and never the customer', (_, line, from) => {
    const [ring] = rings(callFrom(CUSTOMER, line), [...talking, ...bringsIn(expert)]).slice(-1)
    expect(ring).toMatchObject({ to: expert.number, from })
  })
})
