import { describe, expect, it } from 'vitest'
import { parseExpression, parseOperand, parseOrderings } from '../expressions/parse.ts'
import { rankWorkers, type Candidate, type Criteria } from './choose.ts'

const ANY: Criteria = {
  targetWorkers: '1==1',
  expression: null,
  orderBy: [],
  knownWorkerSid: null,
  knownWorkerName: null,
}

function candidate(sid: string, over: Partial<Candidate> = {}): Candidate {
  return {
    sid,
    friendlyName: sid.toLowerCase(),
    activitySid: 'WA1',
    activityName: 'Available',
    attributes: {},
    free: true,
    busy: 0,
    idleSince: 0,
    refusals: 0,
    ...over,
  }
}

function names(candidates: readonly Candidate[], criteria: Partial<Criteria> = {}, task = {}) {
  return rankWorkers(candidates, { ...ANY, ...criteria }, task).map((each) => each.sid)
}

function read<T>(parsed: { ok: true; value: T } | { ok: false }): T {
  if (!parsed.ok) throw new Error('unreadable')
  return parsed.value
}

describe('who gets the Task', () => {
  it('is the longest idle', () => {
    expect(names([candidate('A', { idleSince: 30 }), candidate('B', { idleSince: 10 })])).toEqual([
      'B',
      'A',
    ])
  })

  it('is nobody without room, and nobody outside the queue', () => {
    const workers = [
      candidate('A', { free: false, attributes: { skills: ['x'] } }),
      candidate('B', { attributes: { skills: ['y'] } }),
      candidate('C', { attributes: { skills: ['x'] } }),
    ]
    expect(names(workers, { targetWorkers: 'skills HAS "x"' })).toEqual(['C'])
  })

  it('is one who refused it only after the others', () => {
    const workers = [
      candidate('A', { refusals: 1, idleSince: 1 }),
      candidate('B', { idleSince: 99 }),
    ]
    expect(names(workers)).toEqual(['B', 'A'])
  })

  it('is one without any work before one who is busy on another channel', () => {
    expect(names([candidate('A', { busy: 1 }), candidate('B', { idleSince: 99 })])).toEqual([
      'B',
      'A',
    ])
  })

  it('matches a target expression over the Task and the Worker', () => {
    const workers = [
      candidate('A', { attributes: { language: 'fr' } }),
      candidate('B', { attributes: { language: 'en' } }),
    ]
    const expression = read(
      parseExpression('worker.language == task.language AND worker.activity_name == "Available"'),
    )
    expect(names(workers, { expression }, { language: 'en' })).toEqual(['B'])
  })

  it('orders by order_by before idleness', () => {
    const workers = [
      candidate('A', { attributes: { level: 1 } }),
      candidate('B', { attributes: { level: 3 }, idleSince: 99 }),
    ]
    expect(names(workers, { orderBy: read(parseOrderings('worker.level DESC')) })).toEqual([
      'B',
      'A',
    ])
  })

  it('is the known Worker alone', () => {
    const known = read(parseOperand('task.owner'))
    const workers = [candidate('A'), candidate('B')]
    expect(names(workers, { knownWorkerSid: known }, { owner: 'B' })).toEqual(['B'])
    expect(names(workers, { knownWorkerName: known }, { owner: 'a' })).toEqual(['A'])
    expect(names(workers, { knownWorkerSid: known }, {})).toEqual([])
  })
})
