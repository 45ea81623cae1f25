import { expect, it } from 'vitest'
import { readLogLine } from './read-log-line.ts'

const time = new Date(2026, 2, 1, 9, 5, 7).getTime()

it.each([
  [{ level: 30, time, process: 'server', msg: 'ready' }, '09:05:07  ready'],
  [{ level: 40, time, msg: 'slow', ms: 900 }, '09:05:07  WARNING  slow  {"ms":900}'],
  [
    { level: 50, time: new Date(time).toISOString(), msg: 'database locked' },
    '09:05:07  ERROR  database locked',
  ],
])('%j reads as a line for a person', (line, says) => {
  expect(readLogLine(JSON.stringify(line))).toBe(says)
})

it('leaves what is no line of the log as it is', () => {
  expect(readLogLine('FATAL ERROR: heap out of memory')).toBe('FATAL ERROR: heap out of memory')
  expect(readLogLine('{"level":"high"}')).toBe('{"level":"high"}')
})
