import * as fc from 'fast-check'
import { expect, it } from 'vitest'
import { parseExpression } from './parse.ts'
import type { Expression, Operand } from './syntax.ts'
import { printExpression } from './testing/print.ts'

const WORDS = new Set(['and', 'or', 'not', 'in', 'has', 'contains', 'true', 'false'])

const key = fc
  .stringMatching(/^[A-Za-z_$][\w$]{0,8}$/)
  .filter((word) => !WORDS.has(word.toLowerCase()))
const step = fc.oneof(key, fc.nat({ max: 99 }))
const constant: fc.Arbitrary<Operand> = fc.record({
  kind: fc.constant('constant' as const),
  value: fc.oneof(
    fc.string({ maxLength: 8 }),
    fc.constantFrom('it\'s "so"', '\\', '"', "'"),
    fc.integer(),
    // Eighths are written without an exponent.
    fc.integer({ min: -80_000, max: 80_000 }).map((value) => value / 8 + 0),
    fc.boolean(),
  ),
})
const path: fc.Arbitrary<Operand> = fc.record({
  kind: fc.constant('key' as const),
  path: fc
    .tuple(key, fc.array(step, { maxLength: 3 }))
    .map(([first, rest]) => Array.of<string | number>(first).concat(rest)),
})
const list: fc.Arbitrary<Operand> = fc.record({
  kind: fc.constant('list' as const),
  items: fc.array(fc.oneof(constant, path), { maxLength: 3 }),
})
const operand = fc.oneof(constant, path, list)
const operators = ['==', '!=', '>', '>=', '<', '<=', 'CONTAINS', 'HAS', 'IN', 'NOT IN'] as const

const { expression } = fc.letrec<{ expression: Expression }>((tie) => ({
  expression: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc.record({
      kind: fc.constant('compare' as const),
      operator: fc.constantFrom(...operators),
      left: operand,
      right: operand,
    }),
    fc.record({
      kind: fc.constantFrom('and' as const, 'or' as const),
      left: tie('expression'),
      right: tie('expression'),
    }),
  ),
}))

it('what is written is read as the same', () => {
  fc.assert(
    fc.property(expression, (written) => {
      expect(parseExpression(printExpression(written))).toEqual({ ok: true, value: written })
    }),
  )
})

it('spaces between words and the case of words mean nothing', () => {
  const tight = parseExpression(`(a=="x"and b.c[0]>=1)or"y"in['x',"y"]`)
  const wide = parseExpression(` ( a == 'x' AND b . c [ 0 ] >= 1.0 ) OR 'y' IN [ "x" , 'y' ] `)
  expect(tight).toMatchObject({ ok: true })
  expect(wide).toEqual(tight)
})
