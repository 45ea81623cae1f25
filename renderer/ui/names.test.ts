import { describe, expect, test } from 'vitest'
import { en } from '../i18n/en.ts'
import { formatNumber, initialsOf, nameOf } from './names.ts'

describe('who someone is', () => {
  test.each([
    [{ name: 'Marta Oliveira', number: '+351215550147' }, 'Marta Oliveira'],
    [{ name: null, number: '+351215550147' }, '+351 21 555 0147'],
    [{ name: null, number: null }, 'Private number'],
    [{ name: '', number: null }, 'Private number'],
  ])('%o is shown as %s', (person, expected) => {
    expect(nameOf(person, en)).toBe(expected)
  })

  test('a number that cannot be read stays as it is', () => {
    expect(formatNumber('client:ada')).toBe('client:ada')
  })

  test.each([
    ['Marta Oliveira', 'MO'],
    ['ada', 'A'],
    ['Jean-Luc de la Tour', 'JT'],
    ['+351 21', null],
    [null, null],
    ['Émile Zola', 'ÉZ'],
  ])('the initials of %s are %s', (name, expected) => {
    expect(initialsOf(name)).toBe(expected)
  })
})
