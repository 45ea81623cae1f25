import { expect, it } from 'vitest'
import type { Experiment } from './experiment.ts'
import { EXPERIMENTS } from './experiments/table.ts'
import { planChecks } from './plan.ts'

const ids = (experiments: readonly Experiment[]) => experiments.map(({ id }) => id)

it('begins with the four that decide, and names each experiment once', () => {
  const all = ids(planChecks(EXPERIMENTS, { callsAtOnce: null, only: null }).run)
  expect(all.slice(0, 4)).toEqual(['E1', 'E2', 'E3', 'E4'])
  expect(new Set(all).size).toBe(all.length)
})

it('leaves out what needs more calls than the account may have, and says so', () => {
  const plan = planChecks(EXPERIMENTS, { callsAtOnce: 2, only: null })
  expect(plan.leftOut.map(({ experiment, why }) => `${experiment.id}: ${why}`)).toEqual([
    'E13: needs 5 calls at once, the account has 2',
    'E17: needs 3 calls at once, the account has 2',
  ])
  expect(plan.run).toHaveLength(EXPERIMENTS.length - 2)
  expect(ids(plan.run)).not.toContain('E13')
})

it('is done in ten minutes', () => {
  const { seconds } = planChecks(EXPERIMENTS, { callsAtOnce: 2, only: null })
  expect(seconds).toBeLessThanOrEqual(600)
})

it('has only what was asked for', () => {
  const plan = planChecks(EXPERIMENTS, { callsAtOnce: 2, only: ['E2', 'E17'] })
  expect(ids(plan.run)).toEqual(['E2'])
  expect(plan.leftOut.map(({ experiment }) => experiment.id)).toEqual(['E17'])
  expect(plan.seconds).toBe(15)
})
