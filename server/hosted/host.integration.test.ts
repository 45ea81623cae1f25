import { fork, spawnSync } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { afterEach, beforeAll, expect, it } from 'vitest'
import { fromHosted } from '../contract/hosted.ts'
import type { FromHosted, ToHosted } from '../contract/hosted.ts'
import { ROOT } from '../root.ts'
import { startSandbox } from '../start-sandbox.ts'
import { until } from '../testing/until.ts'

/** The program as it is shipped: one JavaScript file, without node_modules. */
const BUNDLE = join(ROOT, 'out/server/server.js')
const started: ChildProcess[] = []

beforeAll(() => {
  const vite = join(ROOT, 'node_modules/vite/bin/vite.js')
  const args = ['build', '--config', 'vite.server.config.ts', '--logLevel', 'error']
  const { status } = spawnSync(process.execPath, [vite, ...args], { cwd: ROOT, stdio: 'inherit' })
  if (status !== 0) throw new Error('the server could not be bundled')
}, 120_000)

afterEach(() => {
  for (const child of started.splice(0)) child.kill('SIGKILL')
})

function start() {
  const child = fork(BUNDLE, [], { stdio: ['ignore', 'pipe', 'pipe', 'ipc'], execArgv: [] })
  started.push(child)
  const heard: FromHosted[] = []
  const printed: string[] = []
  child.on('message', (message) => heard.push(fromHosted.parse(message)))
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on('data', (data: Buffer) => printed.push(data.toString()))
  }
  return {
    child,
    printed,
    say: (message: ToHosted) => void child.send(message),
    hear: <K extends FromHosted['kind']>(kind: K) =>
      until(`it says ${kind}`, () =>
        heard.find((each): each is Extract<FromHosted, { kind: K }> => each.kind === kind),
      ),
  }
}

it('takes its settings from a message, serves, answers pings, and stops on request', async () => {
  const sandbox = await startSandbox(0)
  const server = start()
  await server.hear('awake')
  const settings = { CORDBOARD_PORT: '0', CORDBOARD_DATA: ':memory:' }
  server.say({ kind: 'start', settings, sandbox: sandbox.description, account: null })
  const { url, demoAccounts } = await server.hear('ready')
  expect(demoAccounts.map(({ username }) => username)).toContain('ada')
  const welcome: unknown = await (await fetch(`${url}/api/welcome`)).json()
  expect(welcome).toMatchObject({ product: 'Cordboard' })
  server.say({ kind: 'ping' })
  await server.hear('pong')
  server.say({ kind: 'stop' })
  expect(await once(server.child, 'exit')).toEqual([0, null])
  expect(server.printed.join('')).not.toContain(sandbox.description.authToken)
  await sandbox.close()
})

it('names its invalid settings without their values, and ends', async () => {
  const server = start()
  const ended = once(server.child, 'exit')
  await server.hear('awake')
  const settings = { TWILIO_ACCOUNT_SID: 'not-a-sid-but-a-secret' }
  server.say({ kind: 'start', settings, sandbox: null, account: null })
  const { failure: fault, details } = await server.hear('failed')
  expect(fault).toBe('settings')
  expect(details.join('\n')).toContain('TWILIO_AUTH_TOKEN or TWILIO_WEBHOOK_KEYS is missing')
  expect(details.join('\n')).not.toContain('secret')
  expect(await ended).toEqual([1, null])
})

it('ends together with its parent', async () => {
  const server = start()
  const ended = once(server.child, 'exit')
  await server.hear('awake')
  server.child.disconnect()
  expect(await ended).toEqual([0, null])
})
