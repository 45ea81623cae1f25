import * as fc from 'fast-check'
import type { Expression, Operand, Operator } from '../syntax.ts'

const RESERVED = new Set(['AND', 'OR', 'NOT', 'TRUE', 'FALSE', 'NULL', 'IN', 'HAS', 'CONTAINS'])

const OPERATORS: readonly Operator[] = [
  '==',
  '!=',
  '>',
  '>=',
  '<',
  '<=',
  'CONTAINS',
  'HAS',
  'IN',
  'NOT IN',
]

const key = fc
  .stringMatching(/^[a-z_][a-z0-9_]{0,6}$/)
  .filter((word) => !RESERVED.has(word.toUpperCase()))

const path = fc
  .array(fc.oneof(key, fc.nat(9)), { maxLength: 3 })
  .chain((rest) => fc.tuple(fc.constantFrom('task', 'worker', 'key_1'), ...rest.map(fc.constant)))

// A number as the language writes it has no exponent.
const number = fc.integer({ min: -99_999, max: 99_999 }).map((value) => value / 100)

const constant = fc
  .oneof(fc.string(), number, fc.boolean(), fc.constant(null))
  .map((value): Operand => ({ kind: 'constant', value: Object.is(value, -0) ? 0 : value }))

const operand: fc.Arbitrary<Operand> = fc.oneof(
  constant,
  path.map((steps): Operand => ({ kind: 'key', path: steps })),
  fc.array(constant, { maxLength: 3 }).map((items): Operand => ({ kind: 'list', items })),
)

/** Expressions of every form that the language has. */
export const anyExpression = fc.letrec<{ expression: Expression }>((tie) => ({
  expression: fc.oneof(
    { maxDepth: 4 },
    fc.record({
      kind: fc.constant('compare' as const),
      operator: fc.constantFrom(...OPERATORS),
      left: operand,
      right: operand,
    }),
    fc.record({
      kind: fc.constantFrom('and' as const, 'or' as const),
      left: tie('expression'),
      right: tie('expression'),
    }),
    fc.record({ kind: fc.constant('not' as const), inner: tie('expression') }),
  ),
})).expression
