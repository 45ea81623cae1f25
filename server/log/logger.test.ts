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
