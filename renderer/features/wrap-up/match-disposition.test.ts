import { describe, expect, test } from 'vitest'
import { findByLabel, rankDispositions, resolveDisposition } from './match-disposition.ts'

const choices = [
  { id: 'd1', label: 'Technical issue' },
  { id: 'd2', label: 'Resolved' },
  { id: 'd3', label: 'Resend item' },
  { id: 'd4', label: 'Unresolved' },
  { id: 'd5', label: 'Call' },
  { id: 'd6', label: 'Callback' },
]

describe('letters typed for a disposition', () => {
  test.each([
    ['res', ['Resolved', 'Resend item', 'Unresolved']],
    ['ISSUE', ['Technical issue']],
    ['it', ['Resend item']],
    ['zz', []],
  ])('%s fits %j, the best first', (typed, labels) => {
    expect(rankDispositions(choices, typed).map((choice) => choice.label)).toEqual(labels)
  })

  test('nothing typed leaves all, in their order', () => {
    expect(rankDispositions(choices, ' ')).toBe(choices)
  })

  test('a whole label is meant even when another begins with it', () => {
    expect(findByLabel(choices, 'call ')?.id).toBe('d5')
    expect(resolveDisposition(choices, 'CALL', true)).toEqual({ kind: 'good', dispositionId: 'd5' })
  })

  test.each([
    ['', true, { kind: 'refused', why: 'choose' }],
    ['', false, { kind: 'good', dispositionId: null }],
    ['tech', true, { kind: 'good', dispositionId: 'd1' }],
    ['res', true, { kind: 'refused', why: 'choose-one' }],
    ['res', false, { kind: 'refused', why: 'choose-one' }],
    ['zz', false, { kind: 'refused', why: 'none-fits' }],
  ])('Complete with %j (required: %s) gives %o', (typed, required, settled) => {
    expect(resolveDisposition(choices, typed, required)).toEqual(settled)
  })
})
