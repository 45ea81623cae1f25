import { describe, expect, it } from 'vitest'
import { Secret } from '../../config/secret.ts'
import { aCaller, aNewCaller, anOutboundCall, dialling, play } from '../../testing/calls.ts'
import { createTaskTickets, findTask } from './task-tickets.ts'
import type { ShownTask } from './task-tickets.ts'

const tickets = createTaskTickets(new Secret('x'.repeat(32)))
const caller = play(aNewCaller(), [{ kind: 'customer-placed', place: 1 }]).call
const queued: ShownTask = {
  taskSid: 'WT1',
  callId: 'call_1',
  partyId: null,
  ticket: tickets.forQueue('call_1', 1),
}
const seen = aCaller()

const kindOf = (calls: Parameters<typeof findTask>[0], task: ShownTask) =>
  findTask(calls, tickets, task).kind

describe('the Task of a caller in a queue', () => {
  it('is known by its ticket, and from then on by its SID, whatever its attributes become', () => {
    expect(kindOf([caller], queued)).toBe('queue')
    expect(findTask([seen], tickets, { ...queued, callId: 'call_9', ticket: null })).toEqual({
      kind: 'queue',
      call: seen,
      queuing: 1,
    })
  })

  it.each<[string, Partial<ShownTask>]>([
    ['without a ticket', { ticket: null }],
    ['with a ticket that was made up', { ticket: 'x' }],
    ['with the ticket of another call', { ticket: tickets.forQueue('call_2', 1) }],
    [
      'with the ticket of a place in the queue that is still to come',
      { ticket: tickets.forQueue('call_1', 2) },
    ],
    ['of no call', { callId: null }],
    ['of a call that there is not', { callId: 'call_9' }],
  ])('is foreign %s', (_, change) => {
    expect(kindOf([caller], { ...queued, ...change })).toBe('foreign')
  })

  it('is foreign when another Task has shown the same ticket before', () => {
    expect(kindOf([seen], { ...queued, taskSid: 'WT-copied' })).toBe('foreign')
  })

  it('is another one after each time that the caller is put in a queue', () => {
    const again = play(seen, [{ kind: 'task-missing' }]).call
    expect(
      kindOf([again], { ...queued, taskSid: 'WT2', ticket: tickets.forQueue('call_1', 2) }),
    ).toBe('queue')
  })

  it('is late when its call is over and gone', () => {
    expect(kindOf([], queued)).toBe('late')
  })
})

describe('the Task of an agent’s part', () => {
  const placed = play(anOutboundCall(), dialling.slice(0, 1)).call
  const partyId = 'agent_call_2'
  const own: ShownTask = {
    taskSid: 'WT2',
    callId: 'call_2',
    partyId,
    ticket: tickets.forParty('call_2', partyId),
  }

  it('is known by its ticket before Twilio has told its SID, and by its SID afterwards', () => {
    expect(kindOf([placed], own)).toBe('party')
    const created = play(placed, [{ kind: 'task-created', partyId, taskSid: 'WT2' }]).call
    expect(kindOf([created], { ...own, ticket: null })).toBe('party')
    expect(kindOf([created], { ...own, taskSid: 'WT-copied' })).toBe('foreign')
  })

  it('is foreign with another’s ticket, and for a part that there is not', () => {
    expect(kindOf([placed], { ...own, ticket: tickets.forQueue('call_2', 1) })).toBe('foreign')
    const nobody = { partyId: 'party_9', ticket: tickets.forParty('call_2', 'party_9') }
    expect(kindOf([placed], { ...own, ...nobody })).toBe('foreign')
  })
})
