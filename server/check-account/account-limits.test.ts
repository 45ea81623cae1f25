import { expect, it } from 'vitest'
import { limitsOf } from './account-limits.ts'

it.each([
  ['Trial', null, 5],
  ['Full', [], 2],
  ['Full', ['Primary Customer Profile of type Individual'], 3],
  ['Full', ['Primary Customer Profile of type Business'], null],
  ['Full', ['An Individual', 'A Business'], null],
  ['Full', null, 2],
  [null, null, 2],
])(
  'an account of type %s with the approved profiles %j has %s calls at once',
  (type, approved, calls) => {
    expect(limitsOf({ type, approved }).callsAtOnce).toBe(calls)
  },
)
