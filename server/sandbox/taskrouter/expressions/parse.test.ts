import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { evaluate } from './evaluate.ts'
import { parseExpression, parseOrderings } from './parse.ts'
import { anyExpression } from './testing/any-expression.ts'
import { print } from './testing/print.ts'

describe('what can be read', () => {
  it.each([
    '1==1',
    '"apple" != \'orange\'',
    'key > 1',
    'object.param != "apple"',
    'language IN ["en", "es"]',
    'a NOT IN []',
    '(condition_a == true) OR (condition_b == true)',
    '(language == "en" OR language == "fr") AND skill_rating >= 5.1',
    'skills HAS "support" and object.array[2] == -3',
    "name CONTAINS 'it\\'s'",
    'workers.WA0123456789abcdef0123456789abcdef < 2',
  ])('%s', (text) => {
    expect(parseExpression(text)).toMatchObject({ ok: true })
  })
})

it('reads one equals sign as two', () => {
  expect(parseExpression("name='Zoe' AND a >= 1")).toEqual(
    parseExpression("name == 'Zoe' AND a >= 1"),
  )
})

describe('what was printed', () => {
  it('is read as what it was', () => {
    fc.assert(
      fc.property(anyExpression, (expression) => {
        expect(parseExpression(print(expression))).toEqual({ ok: true, value: expression })
      }),
    )
  })

  it('means the opposite behind NOT', () => {
    const scope = fc.dictionary(fc.constantFrom('a', 'key_1'), fc.jsonValue())
    fc.assert(
      fc.property(anyExpression, scope, (inner, values) => {
        const opposite = parseExpression(`NOT (${print(inner)})`)
        expect(opposite.ok && evaluate(opposite.value, values)).toBe(!evaluate(inner, values))
      }),
    )
  })

  it('cannot be read behind a parenthesis that nobody closes', () => {
    fc.assert(
      fc.property(anyExpression, (expression) => {
        const text = `(${print(expression)}`
        expect(parseExpression(text)).toMatchObject({ ok: false, at: text.length })
      }),
    )
  })
})

describe('what cannot be read says where', () => {
  it.each([
    ['', 0, 'expected a value or a key but the expression ends'],
    ['skills', 6, 'expected a comparison but the expression ends'],
    ['skills HAS', 10, 'expected a value or a key but the expression ends'],
    ['a === 1', 4, 'expected a value or a key but found "=="'],
    ['customer-value == 1', 8, 'hyphens are not supported in keys'],
    ['a == "x', 5, 'this string has no end'],
    ['(a == 1', 7, 'expected ")" but the expression ends'],
    ['a == 1)', 6, 'expected AND, OR or the end but found ")"'],
    ['NOT', 3, 'expected a value or a key but the expression ends'],
    ['NOT a', 5, 'expected a comparison but the expression ends'],
    ['a NOT HAS 1', 6, 'expected IN but found "HAS"'],
    ['a[x] == 1', 2, 'expected an index but found "x"'],
    ['a == 1 && b == 2', 7, 'unexpected character "&"'],
    ['a == 1 b == 2', 7, 'expected AND, OR or the end but found "b"'],
  ])('%s', (text, at, message) => {
    expect(parseExpression(text)).toEqual({ ok: false, at, message })
  })

  it('never throws, and never points outside the text', () => {
    const pieces = fc.constantFrom(
      'a',
      '.',
      '[',
      ']',
      '(',
      ')',
      '==',
      'HAS',
      'NOT',
      'IN',
      ' ',
      '"',
      '1',
      '-',
    )
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.array(pieces).map((all) => all.join('')),
        ),
        (text) => {
          const parsed = parseExpression(text)
          if (parsed.ok) return
          expect(parsed.at).toBeGreaterThanOrEqual(0)
          expect(parsed.at).toBeLessThanOrEqual(text.length)
        },
      ),
    )
  })
})

describe('orderings', () => {
  it('reads keys with directions, ascending by default', () => {
    expect(parseOrderings('worker.level DESC, worker.name, worker.age asc')).toEqual({
      ok: true,
      value: [
        { path: ['worker', 'level'], descending: true },
        { path: ['worker', 'name'], descending: false },
        { path: ['worker', 'age'], descending: false },
      ],
    })
  })
})
