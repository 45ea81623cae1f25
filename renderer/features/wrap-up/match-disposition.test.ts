import { describe, expect, test } from 'vitest'
import {
  digitOf,
  findByDigit,
  findByLabel,
  rankDispositions,
  resolveDisposition,
} from './match-disposition.ts'

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

describe('digits', () => {
  const ten = [...Array(10).keys()].map((at) => ({ id: `d${at + 1}`, label: `Label ${at + 1}` }))

  test('the first nine have one, in their order', () => {
    expect(ten.map((choice) => digitOf(ten, choice))).toEqual([...'123456789', null])
    expect(findByDigit(ten, '9')?.id).toBe('d9')
    expect(['0', '10', '', 'L'].map((typed) => findByDigit(ten, typed))).toEqual(
      Array(4).fill(undefined),
    )
  })

  test('a digit with which a label begins searches that label', () => {
    const level = [...choices, { id: 'd7', label: '2nd level' }]
    expect(level.map((choice) => digitOf(level, choice))).toEqual([
      '1',
      null,
      '3',
      '4',
      '5',
      '6',
      '7',
    ])
    expect(findByDigit(level, '2')).toBeUndefined()
  })
})
