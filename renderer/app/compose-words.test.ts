import { expect, it } from 'vitest'
import { ringingWords } from './compose-words.ts'

const ring = {
  callId: 'c1',
  callerName: 'Marta Oliveira',
  callerNumber: '+351215550147',
  queueName: 'Support',
  transferFrom: null,
  handover: null,
  waitedSeconds: 61,
  since: '2026-03-01T09:00:00.000Z',
  deadline: '2026-03-01T09:00:20.000Z',
}

it('says of a ring who, from where, and since when they wait', () => {
  expect(ringingWords(ring)).toEqual({
    title: 'Marta Oliveira',
    body: 'Support · +351 21 555 0147',
    queue: 'Support',
    number: '+351 21 555 0147',
    note: null,
    waitsSince: '2026-03-01T08:58:59.000Z',
    deadline: '2026-03-01T09:00:20.000Z',
  })
})

it('has no times before the server has told them, and no number beside a number', () => {
  const early = { ...ring, callerName: null, queueName: null, since: null, deadline: null }
  expect(ringingWords(early)).toMatchObject({ body: '', number: null, waitsSince: null })
})

it('cuts what is longer than the window shows', () => {
  const handover = { from: 'Ada', kind: 'cold', reason: '', notes: 'x'.repeat(5000) } as const
  const said = ringingWords({ ...ring, handover, callerName: 'y'.repeat(500) })
  expect(said.note).toHaveLength(200)
  expect(said.title).toHaveLength(200)
})

it('says what a teammate wants, and about which customer', () => {
  expect(ringingWords({ ...ring, transferFrom: 'Ada' })).toMatchObject({
    title: 'Ada needs your help',
    body: 'Support · about Marta Oliveira',
    number: 'about Marta Oliveira',
  })
})

it.each([
  ['refund', 'Order 4711.', 'refund · Order 4711.'],
  ['', 'Order 4711.', 'Order 4711.'],
  ['', '', null],
])('hands on what was said of the call (%#)', (reason, notes, note) => {
  const handover = { from: 'Ada', kind: 'cold', reason, notes } as const
  expect(ringingWords({ ...ring, handover }).note).toBe(note)
})
