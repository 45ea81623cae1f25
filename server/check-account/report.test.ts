import { expect, it } from 'vitest'
import type { Experiment, Verdict } from './experiment.ts'
import { closingLines, exitCodeOf, reportJson, resultLines } from './report.ts'
import type { Report } from './report.ts'

const experiment: Experiment = {
  id: 'E1',
  question: 'Does it ring?',
  needs: { calls: 2, seconds: 10 },
  ifNot: 'Nobody can call.',
  run: () => Promise.reject(new Error('not run')),
}

function report(...verdicts: readonly Verdict[]): Report {
  return {
    account: 'AC1',
    callsAtOnce: 2,
    callsAtOnceBecause: 'no approved Business Profile',
    results: verdicts.map((verdict) => ({ experiment, finding: { verdict, saw: 'a ring' } })),
    leftOut: [{ experiment, why: 'needs 5 calls at once' }],
    byHand: [{ id: 'E16', how: 'end the browser' }],
  }
}

it.each<[readonly Verdict[], number]>([
  [['holds', 'holds'], 0],
  [['holds', 'does not hold', 'unclear'], 1],
  [['holds', 'unclear'], 2],
  [[], 2],
])('after %j the exit code is %i', (verdicts, code) => {
  expect(exitCodeOf(report(...verdicts))).toBe(code)
})

it('says what it means only when something does not hold', () => {
  expect(resultLines(experiment, { verdict: 'holds', saw: 'a ring' })).not.toContain('Nobody')
  const lines = resultLines(experiment, { verdict: 'does not hold', saw: 'no ring' })
  expect(lines).toContain('DOES NOT HOLD')
  expect(lines).toContain('saw: no ring')
  expect(lines).toContain('so:  Nobody can call.')
})

it('ends with what was left out, what a person does, and the count', () => {
  const lines = closingLines(report('holds', 'unclear'))
  expect(lines).toContain('LEFT OUT       needs 5 calls at once')
  expect(lines).toContain('BY HAND        end the browser')
  expect(lines).toContain('Holds: 1. Does not hold: 0. Unclear: 1.')
})

it('is one line of JSON for machines', () => {
  expect(JSON.parse(reportJson(report('does not hold')))).toEqual({
    account: 'AC1',
    callsAtOnce: 2,
    callsAtOnceBecause: 'no approved Business Profile',
    results: [
      {
        id: 'E1',
        question: 'Does it ring?',
        verdict: 'does not hold',
        saw: 'a ring',
        ifNot: 'Nobody can call.',
      },
    ],
    leftOut: [{ id: 'E1', question: 'Does it ring?', why: 'needs 5 calls at once' }],
    byHand: [{ id: 'E16', how: 'end the browser' }],
  })
})
