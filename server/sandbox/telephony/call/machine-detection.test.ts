import { expect, test } from 'vitest'
import { findingOf } from './machine-detection.ts'
import type { Detection } from './machine-detection.ts'

const DETECTION: Detection = {
  messageEnd: false,
  timeoutMs: 30_000,
  speechThresholdMs: 2400,
  speechEndThresholdMs: 1200,
  report: null,
}
const human = { answeredBy: 'human', greetingSeconds: 0 } as const
const machine = { answeredBy: 'machine', greetingSeconds: 8 } as const

test.each([
  ['a human, at the end of what they say', human, {}, 'human', 1200],
  ['who is unknown, as a human', null, { messageEnd: true }, 'human', 1200],
  ['a machine, by the length of its greeting', machine, {}, 'machine_start', 2400],
  ['a machine’s beep', machine, { messageEnd: true }, 'machine_end_beep', 8500],
  ['nothing in time', machine, { messageEnd: true, timeoutMs: 5000 }, 'unknown', 5000],
] as const)('finds %s', (_, answerer, options, answeredBy, durationMs) => {
  expect(findingOf(answerer, { ...DETECTION, ...options })).toEqual({ answeredBy, durationMs })
})
