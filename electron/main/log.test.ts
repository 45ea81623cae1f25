import { expect, it } from 'vitest'
import { createLog } from './log.ts'

it('writes the format of the server’s log, without secrets and whole numbers', () => {
  const lines: string[] = []
  const log = createLog('info', { write: (line) => void lines.push(line) })
  log.info({ callId: 'c1', token: 'eyJ', call: { title: 'Marta' } }, 'rang +15005550006')
  expect(lines.map((line) => JSON.parse(line))).toEqual([
    {
      level: 30,
      time: expect.stringMatching(/^\d{4}-\d{2}-\d{2}T/u),
      process: 'desktop',
      callId: 'c1',
      token: '[redacted]',
      call: { title: '[redacted]' },
      msg: expect.stringMatching(/^rang .*…006$/u),
    },
  ])
})
