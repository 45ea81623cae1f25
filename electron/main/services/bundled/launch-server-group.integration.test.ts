import { spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { createLog } from '../../log.ts'
import { createServerGroupLauncher, type LaunchPlan } from './launch-server-group.ts'
import { findPort } from './find-port.ts'
import { createNodePrograms } from './node-programs.ts'
import type { StartProgram } from './programs.ts'
import { createSandboxProcess } from './sandbox-process.ts'
import { createSupervisor } from './supervisor.ts'

/*
 * The programs as they are shipped, behind the port that Electron's utility processes stand behind in the desktop: here
 * Node starts them.
 */
const root = resolve(import.meta.dirname, '../../../..')
const data = mkdtempSync(join(tmpdir(), 'cordboard-bundled-'))

beforeAll(() => {
  const vite = join(root, 'node_modules/vite/bin/vite.js')
  const args = ['build', '--config', 'vite.server.config.ts', '--logLevel', 'error']
  const { status } = spawnSync(process.execPath, [vite, ...args], { cwd: root, stdio: 'inherit' })
  if (status !== 0) throw new Error('the server could not be bundled')
}, 120_000)

afterAll(() => rmSync(data, { recursive: true, force: true }))

const nodes = createNodePrograms(join(root, 'out/server'), process.execPath)
const started: { readonly name: string; kill(): void; readonly exited: Promise<void> }[] = []
const start: StartProgram = (name, args, ears) => {
  const program = nodes(name, args, ears)
  started.push({ name, ...program })
  return program
}

function supervised(plan: LaunchPlan, usualPort = 0) {
  const lines: string[] = []
  const logLine = (line: string) => void lines.push(line)
  const sandbox = createSandboxProcess({ start, logLine })
  const supervisor = createSupervisor({
    launch: createServerGroupLauncher({
      plan: async () => plan,
      start,
      sandbox,
      openTunnel: () => Promise.reject(new Error('no tunnel in this test')),
      findPort: () => findPort(usualPort),
      findWebhookPort: () => findPort(0),
      dataFolder: (kind) => join(data, kind),
      logLine,
    }),
    clock: {
      now: () => Date.now(),
      after(ms, run) {
        const timer = setTimeout(run, ms)
        return () => clearTimeout(timer)
      },
    },
    log: createLog('silent'),
  })
  const running = () =>
    vi.waitFor(
      () => {
        const state = supervisor.state()
        if (state.kind !== 'running') throw new Error(state.kind)
        return state.addresses
      },
      { timeout: 20_000 },
    )
  return { supervisor, sandbox, lines, running }
}

it('starts both again when the sandbox is killed, only the server when the server is killed, and leaves no process', async () => {
  const { supervisor, sandbox, lines, running } = supervised({ kind: 'sandbox' })
  supervisor.start()
  const first = await running()
  expect(await (await fetch(`${first.url}/api/welcome`)).json()).toMatchObject({
    demoAccounts: expect.arrayContaining([expect.objectContaining({ username: 'ada' })]),
  })
  expect((await fetch(first.customerPage ?? '')).status).toBe(200)
  started.find(({ name }) => name === 'sandbox')?.kill()
  await vi.waitFor(() => expect(supervisor.state().kind).toBe('waiting'), { timeout: 15_000 })
  const second = await running()
  expect(second.customerPage).not.toBe(first.customerPage)
  expect((await fetch(`${second.url}/api/welcome`)).status).toBe(200)
  started.findLast(({ name }) => name === 'server')?.kill()
  await vi.waitFor(() => expect(supervisor.state().kind).toBe('waiting'), { timeout: 15_000 })
  // The telephone network was there all the while, as Twilio would have been.
  expect((await running()).customerPage).toBe(second.customerPage)
  expect(lines.join('\n')).toContain('ready')
  await supervisor.stop()
  await sandbox.close()
  await Promise.all(started.map(({ exited }) => exited))
})

it('uses another port if the usual one is taken', async () => {
  const taken = createServer().listen(0, '127.0.0.1')
  await once(taken, 'listening')
  const address = taken.address()
  const port = typeof address === 'object' && address !== null ? address.port : 0
  expect(await findPort(port)).not.toBe(port)
  taken.close()
  await once(taken, 'close')
  expect(await findPort(port)).toBe(port)
})

it('stops trying with invalid settings, and names them', async () => {
  const { supervisor } = supervised({
    kind: 'twilio',
    variables: { TWILIO_ACCOUNT_SID: 'AC-wrong' },
    way: { kind: 'given', url: 'https://desk.example.com' },
    tunnelToken: null,
    account: null,
  })
  supervisor.start()
  await vi.waitFor(
    () =>
      expect(supervisor.state()).toMatchObject({
        kind: 'given-up',
        failure: {
          code: 'settings',
          details: expect.arrayContaining(['TWILIO_AUTH_TOKEN or TWILIO_WEBHOOK_KEYS is missing']),
        },
      }),
    { timeout: 15_000 },
  )
})
