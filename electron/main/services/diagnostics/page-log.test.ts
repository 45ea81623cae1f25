import { expect, it } from 'vitest'
import { createPageLog } from './page-log.ts'

function open(now: () => number) {
  const lines: string[] = []
  const log = createPageLog({ write: (line) => void lines.push(line) }, now)
  return { lines, log }
}

it('writes what happened in the page as one line of JSON, with the time of the page', () => {
  const { lines, log } = open(() => 0)
  log.write([{ at: 1_000, kind: 'ringing', details: { callId: 'c1', waits: true } }])
  expect(lines.map((line) => JSON.parse(line))).toEqual([
    {
      level: 30,
      time: '1970-01-01T00:00:01.000Z',
      process: 'renderer',
      callId: 'c1',
      waits: true,
      msg: 'ringing',
    },
  ])
})

it('drops what a page writes beyond its limit, until the next minute', () => {
  let time = 0
  const { lines, log } = open(() => time)
  const many = Array.from({ length: 3_001 }, () => ({ at: 0, kind: 'again', details: {} }))
  log.write(many)
  expect(lines).toHaveLength(3_000)
  time = 60_000
  log.write(many.slice(0, 1))
  expect(lines).toHaveLength(3_001)
})
