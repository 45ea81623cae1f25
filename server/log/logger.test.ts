import { expect, it } from 'vitest'
import { createLogger } from './logger.ts'

it('keeps numbers, tokens and passwords out of the log', () => {
  const lines: string[] = []
  const log = createLogger('info', { write: (line: string) => void lines.push(line) })
  log.info(
    { number: '+15005550006', accessToken: 'eyJ', call: { from: '+15005550007' } },
    'ringing',
  )
  log.info({ req: { method: 'GET', url: '/realtime?token=eyJ' } }, 'request')
  expect(lines).toHaveLength(2)
  expect(lines.join('')).not.toMatch(/1500555|eyJ/)
  expect(lines.join('')).toContain('ringing')
})

it('cuts numbers out of messages and errors, and leaves the ids that it is read for', () => {
  const lines: string[] = []
  const log = createLogger('info', { write: (line: string) => void lines.push(line) }).child({})
  const callId = 'call_0b8c2e52-6d0e-4a0f-9a37-123456789012'
  const message = "The phone number you are attempting to call, +15005550001, is not valid for 'To'"
  log.warn({ callId, failure: { code: 21211, message } }, 'Participants refused +15005550001')
  log.error({ err: new Error(message, { cause: new Error(message) }), callId }, 'a step failed')
  log.info({ callSid: 'CA01234567890123456789012345678901' }, 'in-progress')
  const whole = lines.join('')
  expect(whole).not.toMatch(/5005550/)
  expect(whole).toContain('…001')
  expect(whole.split(callId)).toHaveLength(3)
  expect(whole).toContain('CA01234567890123456789012345678901')
  for (const line of lines) expect(JSON.parse(line)).toHaveProperty('time')
})
