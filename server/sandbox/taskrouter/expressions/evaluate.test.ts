import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { compareBy, evaluate } from './evaluate.ts'
import { parseExpression } from './parse.ts'

const DOCUMENT = {
  text: 'foo',
  number: 5,
  yes: true,
  nothing: null,
  object: { array: ['a', 'b', 'c'], attr: 'bar' },
  numbers: [1, 2],
}

function truthOf(text: string, scope: Readonly<Record<string, unknown>> = DOCUMENT): boolean {
  const parsed = parseExpression(text)
  if (!parsed.ok) throw new Error(parsed.message)
  return evaluate(parsed.value, scope)
}

describe('truth', () => {
  it.each([
    ['1 == 1', true],
    ['0 != 1', true],
    ['text == "foo"', true],
    ['text == "Foo"', false],
    ['text != "bar"', true],
    ['object.attr == "bar"', true],
    ['object.array[2] == "c"', true],
    ['object.array[3] == "c"', false],
    ['number >= 5 AND number < 5.1', true],
    ['number > "4"', false],
    ['number == "5"', false],
    ['number != "5"', true],
    ['text > "eoo"', true],
    ['yes == true', true],
    ['text CONTAINS "oo"', true],
    ['text CONTAINS "x"', false],
    ['object.array HAS "b"', true],
    ['object.array HAS "d"', false],
    ['text HAS "f"', false],
    ['"b" IN object.array', true],
    ['text IN ["foo", "bar"]', true],
    ['text NOT IN ["foo", "bar"]', false],
    ['missing NOT IN ["foo"]', true],
    ['number IN numbers', false],
    ['2 IN numbers', true],
    ['NOT text == "foo"', false],
    ['NOT (text == "bar" OR number == 6)', true],
    ['NOT text == "bar" AND number == 6', false],
    ['NOT NOT yes == true', true],
    ['nothing == NULL', true],
    ['missing == null AND text != NULL', true],
    ['numbers == NULL', false],
    ['missing IN [NULL, 1]', true],
  ])('%s is %s', (text, truth) => {
    expect(truthOf(text)).toBe(truth)
  })

  it.each([
    ['missing == nothing', true],
    ['missing == 1', false],
    ['missing != 1', true],
    ['missing > 1', false],
    ['missing.deeper == 1', false],
    ['toString == missing', true],
    ['object.constructor == missing', true],
  ])('a missing key is NULL: %s is %s', (text, truth) => {
    expect(truthOf(text)).toBe(truth)
  })

  it.each(['numbers == 1', 'numbers != 1', 'numbers > 1', 'object == object', '1 != numbers'])(
    'scalar operators on arrays and objects are false: %s',
    (text) => {
      expect(truthOf(text)).toBe(false)
    },
  )

  it('binds AND closer than OR', () => {
    expect(truthOf('1 == 1 OR 1 == 1 AND 1 == 2')).toBe(true)
    expect(truthOf('(1 == 1 OR 1 == 1) AND 1 == 2')).toBe(false)
  })

  it('obeys De Morgan for numbers', () => {
    fc.assert(
      fc.property(fc.integer(), fc.integer(), (a, b) => {
        const neither = truthOf('a <= 3 AND b <= 3', { a, b })
        expect(truthOf('a > 3 OR b > 3', { a, b })).toBe(!neither)
      }),
    )
  })
})

describe('order_by', () => {
  it('orders by each key in turn, documents without it last', () => {
    const documents = [{ level: 1 }, {}, { level: 3, name: 'b' }, { level: 3, name: 'a' }]
    const orderings = [
      { path: ['level'], descending: true },
      { path: ['name'], descending: false },
    ]
    expect(documents.toSorted((a, b) => compareBy(orderings, a, b))).toEqual([
      { level: 3, name: 'a' },
      { level: 3, name: 'b' },
      { level: 1 },
      {},
    ])
  })
})
