import { describe, expect, test } from 'vitest'
import { isNameMatch, rankByLetters } from './match.ts'

describe('labels ranked by letters', () => {
  const rank = (labels: readonly string[], typed: string) => rankByLetters(labels, typed, (l) => l)

  test.each([
    ['res', ['Resolved', 'Resend', 'Call resumed', 'Unresolved']],
    ['RESEND ', ['Resend']],
    ['résolved', ['Resolved', 'Unresolved']],
    ['rsd', []],
  ])(
    '%j gives %j: beginnings first, then words, then the rest; equals keep their order',
    (typed, ranked) => {
      expect(rank(['Unresolved', 'Call resumed', 'Resolved', 'Resend'], typed)).toEqual(ranked)
    },
  )

  test('nothing typed leaves all in their order', () => {
    const labels = ['b', 'a']
    expect(rank(labels, '  ')).toBe(labels)
  })
})

describe('a name matches when each typed word begins one of its words', () => {
  test.each([
    ['Deniz Kaya', '', true],
    ['Deniz Kaya', 'ka de', true],
    ['Deniz Kaya', 'den zzz', false],
    ['Deniz Kaya', 'aya', false],
    ['Kathak Atelier', 'at', true],
    // Typed as one character, stored as a letter and an accent, and the other way round.
    ['Zoe\u0301', 'zo\u00e9', true],
    ['Zo\u00e9', 'zoe', true],
    ['Zo\u00e9', 'ZOE\u0301', true],
  ])('%s, %j: %s', (name, typed, matches) => {
    expect(isNameMatch(name, typed)).toBe(matches)
  })
})
