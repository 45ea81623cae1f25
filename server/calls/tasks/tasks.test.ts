import { describe, expect, it } from 'vitest'
import { T0, aCaller, aNewCaller, play, ringing, talking } from '../../testing/calls.ts'
import { ADA } from '../../testing/internal-calls.ts'
import type { CallEvent } from '../model/call-event.ts'
import type { Call } from '../model/call.ts'
import { transition } from '../phases/transition.ts'

const at = T0 + 60_000
const placed: CallEvent = { kind: 'customer-placed', place: 1 }
const seen = (queuing: number): CallEvent => ({
  kind: 'queue-task-seen',
  queuing,
  taskSid: `WT${queuing}`,
})
const retrieved: CallEvent = {
  kind: 'retrieve-requested',
  leg: { partyId: 'party_9', identity: ADA, workerSid: 'WK1', name: 'Ada', callSid: null },
}
const handover = { from: 'Ada', fromIdentity: ADA, kind: 'queue', reason: '', notes: '' } as const
const waiting: Call = { ...aCaller(), handover }
const unseen: Call = { ...play(aNewCaller(), [placed]).call, handover }

/** What is asked of TaskRouter for the customer's place in a queue. */
function told(call: Call, ...events: readonly CallEvent[]) {
  const { effects } = play(call, events, at)
  return effects.flatMap((effect) => {
    if (effect.kind === 'cancel-task') return `cancel ${effect.taskSid}`
    return effect.kind === 'create-queue-task' ? `create ${effect.queuing}` : []
  })
}

describe('the Task of a customer who waits in a queue', () => {
  it.each<[string, Call, readonly CallEvent[], readonly string[]]>([
    ['is made once', aNewCaller(), [placed, placed], ['create 1']],
    ['is known from then on', unseen, [seen(1), seen(1)], []],
    ['is made again when TaskRouter has none', waiting, [{ kind: 'task-missing' }], ['create 2']],
    ['ends with a caller who hangs up', waiting, [{ kind: 'customer-left' }], ['cancel WT1']],
    [
      'ends with a caller who hangs up while a desk rings',
      waiting,
      [...ringing, { kind: 'customer-left' }],
      ['cancel WT1'],
    ],
    ['ends when an agent takes them back', waiting, [retrieved], ['cancel WT1']],
    [
      'ends as soon as it is known, when they have hung up',
      unseen,
      [{ kind: 'customer-left' }, seen(1)],
      ['cancel WT1'],
    ],
    [
      'ends as soon as it is known, when an agent has taken them back',
      unseen,
      [retrieved, seen(1)],
      ['cancel WT1'],
    ],
    [
      'ends as soon as it is known, when there is another',
      unseen,
      [{ kind: 'task-missing' }, seen(1), seen(2)],
      ['create 2', 'cancel WT1'],
    ],
    ['is the agent’s who has answered, and does not end', waiting, talking, []],
    [
      'is the agent’s when the talk ends, too',
      waiting,
      [...talking, { kind: 'customer-left' }],
      [],
    ],
    [
      'is another one for who is taken back and let go again',
      waiting,
      [retrieved, { kind: 'hang-up-requested', by: ADA }, { kind: 'customer-left' }, seen(2)],
      ['cancel WT1', 'create 2', 'cancel WT2'],
    ],
  ])('%s', (_, call, events, wanted) => {
    expect(told(call, ...events)).toEqual(wanted)
  })
})

describe('a Task that the list shows', () => {
  const over = play(aCaller(), [...talking, { kind: 'customer-left' }]).call

  it.each<['pending' | 'reserved' | 'assigned' | 'wrapping', string]>([
    ['pending', 'cancel-task'],
    ['reserved', 'cancel-task'],
    ['assigned', 'complete-task'],
    ['wrapping', 'complete-task'],
  ])('as %s of a call that is over ends', (status, kind) => {
    const { effects } = transition(over, { kind: 'task-found', taskSid: 'WT1', status }, at)
    expect(effects).toEqual([{ kind, taskSid: 'WT1' }])
  })

  it('of a call that goes on stays', () => {
    for (const call of [waiting, play(aCaller(), talking).call]) {
      const found: CallEvent = { kind: 'task-found', taskSid: 'WT1', status: 'assigned' }
      expect(transition(call, found, at)).toEqual({ call, effects: [] })
    }
  })
})
