import { describe, expect, it } from 'vitest'
import { readConfiguration, type Plan } from './configuration.ts'
import { afterSkip, afterTimeout, enterWorkflow, secondsUntilTimeout, type Cursor } from './walk.ts'

const GOLD = { tier: 'gold' }
const BRASS = { tier: 'brass' }

function plan(withDefault = true): Plan {
  const read = readConfiguration(
    JSON.stringify({
      task_routing: {
        filters: [
          {
            expression: 'tier == "gold"',
            targets: [{ queue: 'WQ1', timeout: 10 }, { timeout: 10 }],
          },
          { expression: 'tier == "silver"', targets: [{ queue: 'WQ2' }] },
          {
            expression: 'tier == "gold" OR tier == "iron"',
            targets: [{ queue: 'WQ3', timeout: 5 }],
          },
        ],
        ...(withDefault ? { default_filter: { queue: 'WQ9' } } : {}),
      },
    }),
    () => true,
  )
  if (!read.ok) throw new Error(read.message)
  return read.plan
}

const at = (filter: number, target: number): Cursor => ({ kind: 'filter', filter, target })

describe('the way through a Workflow', () => {
  it('enters at the first filter that matches, else at the default filter, else nowhere', () => {
    expect(enterWorkflow(plan(), GOLD)).toEqual(at(0, 0))
    expect(enterWorkflow(plan(), BRASS)).toEqual({ kind: 'default' })
    expect(enterWorkflow(plan(false), BRASS)).toBeNull()
  })

  it.each([
    ['to the next target', at(0, 0), at(0, 1)],
    ['past a filter to a later one that matches', at(0, 1), at(2, 0)],
    ['past the last match to nowhere: the default is for those that never matched', at(2, 0), null],
    ['from the default filter to nowhere', { kind: 'default' } as const, null],
  ])('goes on after a time-out: %s', (_, from, to) => {
    expect(afterTimeout(plan(), GOLD, from)).toEqual(to)
  })

  it.each([
    ['to the next target', at(0, 0), at(0, 1)],
    ['past a filter to a later one that matches', at(0, 1), at(2, 0)],
    ['past the last match to the default filter', at(2, 0), { kind: 'default' }],
  ])('goes on after a skip: %s', (_, from, to) => {
    expect(afterSkip(plan(), GOLD, from)).toEqual(to)
  })

  it('adds the time-outs of one filter up, and has none where no time-out is given', () => {
    expect(secondsUntilTimeout(plan(), at(0, 0))).toBe(10)
    expect(secondsUntilTimeout(plan(), at(0, 1))).toBe(20)
    expect(secondsUntilTimeout(plan(), at(1, 0))).toBeNull()
    expect(secondsUntilTimeout(plan(), { kind: 'default' })).toBeNull()
  })
})
