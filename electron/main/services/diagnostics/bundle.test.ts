import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { assert, property, stringMatching, uuid } from 'fast-check'
import { strFromU8, unzipSync } from 'fflate'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { makeBundle } from './bundle.ts'
import { openLogs } from './logs.ts'
import { openRotatingFile } from './rotating-file.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'cordboard-logs-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

describe('a log file', () => {
  it('is renamed before it grows too large, and the oldest is deleted', () => {
    const file = openRotatingFile(join(folder, 'main.log'), 100, 2)
    for (let line = 0; line < 10; line += 1) file.write(`line ${line} ${'x'.repeat(40)}\n`)
    expect(readdirSync(folder).toSorted()).toEqual(['main.log', 'main.log.1', 'main.log.2'])
    expect(readFileSync(join(folder, 'main.log'), 'utf8')).toMatch(/^line 8[^]+line 9/u)
    expect(readFileSync(join(folder, 'main.log.2'), 'utf8')).toMatch(/^line 4/u)
  })

  it('continues the file of an earlier run', () => {
    const path = join(folder, 'main.log')
    writeFileSync(path, `${'x'.repeat(90)}\n`)
    openRotatingFile(path, 100, 2).write('a line that is too long for it\n')
    expect(readFileSync(path, 'utf8')).toBe('a line that is too long for it\n')
  })

  it('that cannot be written causes no error', () => {
    writeFileSync(join(folder, 'file'), '')
    expect(() => openRotatingFile(join(folder, 'file/main.log'), 100, 2).write('x\n')).not.toThrow()
  })
})

it.skipIf(process.platform === 'win32')(
  'logs are for the person alone, no matter who has made them',
  () => {
    const path = join(folder, 'logs/main.log')
    mkdirSync(join(folder, 'logs'), { mode: 0o755 })
    writeFileSync(path, 'by an earlier version\n', { mode: 0o644 })
    openLogs(join(folder, 'logs')).open('main').write('x\n')
    openLogs(join(folder, 'logs')).open('server').write('x\n')
    const modeOf = (name: string) => statSync(join(folder, name)).mode & 0o777
    expect(modeOf('logs')).toBe(0o700)
    expect([modeOf('logs/main.log'), modeOf('logs/server.log')]).toEqual([0o600, 0o600])
  },
)

it('no id of a call is cut in a log, and no number is left beside a letter', () => {
  const logs = openLogs(folder)
  const main = logs.open('main')
  assert(
    property(uuid(), stringMatching(/^[1-9]\d{9}$/u), (id, number) => {
      main.write(`{"callId":"call_${id}","party":"party_${id}","msg":"x${number}y"}\n`)
      const line = logs.read()['main.log']?.split('\n').at(-2) ?? ''
      expect(line).toBe(
        `{"callId":"call_${id}","party":"party_${id}","msg":"x…${number.slice(-3)}y"}`,
      )
    }),
  )
})

describe('the bundle', () => {
  const secrets = [
    'hunter2-password',
    'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJhZGEifQ.c2lnbmF0dXJlLXNpZ25hdHVyZQ',
    'fedcba9876543210fedcba9876543210',
    '4155550123',
    '+442071838750',
  ]

  it('holds no secret and no whole number that was planted, and the call’s id', () => {
    const logs = openLogs(folder)
    const main = logs.open('main')
    for (const secret of secrets) main.write(`{"callId":"call-1","token":"${secret}"}\n`)
    for (const secret of secrets.slice(1)) main.write(`{"msg":"something about ${secret} here"}\n`)
    // By an older version, or by hand.
    writeFileSync(join(folder, 'server.log.1'), `${secrets.slice(1).join('\n')}\n`)
    writeFileSync(join(folder, 'unrelated.txt'), secrets.join('\n'))
    const zip = unzipSync(
      makeBundle({
        logs: logs.read(),
        facts: { 'system.json': { version: '0.1.0', note: secrets.slice(1) } },
      }),
    )
    expect(Object.keys(zip).toSorted()).toEqual(['main.log', 'server.log.1', 'system.json'])
    const whole = Object.values(zip)
      .map((bytes) => strFromU8(bytes))
      .join('\n')
    for (const secret of secrets) expect(whole).not.toContain(secret)
    expect(whole).toContain('call-1')
    expect(whole).toContain('"version": "0.1.0"')
  })
})
