import { expect, test } from 'vitest'
import { figures, notPossible, table, withAim } from './figures.ts'

test('a percentile beside that of the bare thing, and whether each aim is met', () => {
  const rows = figures('hold', [30, 10, 20], [10, 10, 16])
  expect(rows).toMatchObject([
    { name: 'hold p50', value: 20, baseline: 10, ratio: 2 },
    { name: 'hold p95', value: 30, baseline: 16, ratio: 1.88 },
  ])
  const judged = (of: 'value' | 'ratio' | 'above', atMost: number) =>
    withAim(rows, { of, atMost }).map(({ aim }) => aim)
  expect(judged('value', 20)).toEqual(['20 ms: met', '20 ms: missed'])
  expect(judged('ratio', 1.9)).toEqual(['1.9 times: missed', '1.9 times: met'])
  expect(judged('above', 10)).toEqual(['10 ms above: met', '10 ms above: missed'])
})

test('a ratio to nothing meets no aim', () => {
  const [row] = withAim(figures('ring', [5], null), { of: 'ratio', atMost: 1.1 })
  expect(row?.aim).toBe('1.1 times: missed')
})

test('a table says what is not possible, and why', () => {
  const rows = [
    ...withAim(figures('answer', [100], [100]).slice(0, 1), { of: 'ratio', atMost: 1.1 }),
    notPossible('agent lost', 'the call ended'),
  ]
  expect(table(rows).split('\n')).toEqual([
    '               Cordboard    bare  ratio  above  aim',
    'answer p50        100 ms  100 ms   1.00   0 ms  1.1 times: met',
    'agent lost  not possible                        the call ended',
  ])
})
