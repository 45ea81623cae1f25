import { spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { hostname, tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { startOwnServer } from '../testing/own-server.ts'
import { holdDatabase } from './guard.ts'

const HOLD = `
  const { holdDatabase } = await import(${JSON.stringify(join(import.meta.dirname, 'guard.ts'))})
  const held = holdDatabase(process.argv[1], { since: '2026-01-05T12:00:00.000Z', address: 'http://127.0.0.1:4400' })
  process.stdout.write(String(held.ok))
  setInterval(() => held, 1000)
`
let folder: string
let other: ChildProcess | null = null
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'cordboard-guard-'))
})
afterEach(() => {
  other?.kill('SIGKILL')
  rmSync(folder, { recursive: true, force: true, maxRetries: 3 })
})

/** Another process that has the database. */
async function holdElsewhere(): Promise<ChildProcess> {
  const args = ['--input-type=module', '-e', HOLD, folder]
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] })
  other = child
  const [said] = (await once(child.stdout, 'data')) as unknown[]
  expect(String(said)).toBe('true')
  return child
}

it('lets no second server command the same calls, and names the first', async () => {
  const child = await holdElsewhere()
  const error = await startOwnServer(folder).then(
    () => null,
    (reason: unknown) => reason,
  )
  expect(error).toMatchObject({ kind: 'database-held' })
  const { message } = error as Error
  expect(message).toContain(`process ${child.pid} on ${hostname()}, at http://127.0.0.1:4400`)
  expect(message).toContain('CORDBOARD_DATA')
})

it('is free again as soon as its holder is killed', async () => {
  const child = await holdElsewhere()
  const ended = once(child, 'exit')
  child.kill('SIGKILL')
  await ended
  const held = holdDatabase(folder, { since: '', address: '' })
  expect(held.ok).toBe(true)
  if (held.ok) held.value.release()
})

it('is free when a server has closed, also for the same process', async () => {
  const first = await startOwnServer(folder)
  await expect(startOwnServer(folder)).rejects.toThrow(first.url)
  await first.close()
  await (await startOwnServer(folder)).close()
})
