import { spawn } from 'node:child_process'
import type { ChildProcessWithoutNullStreams } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { afterEach, expect, test } from 'vitest'

const MAIN = fileURLToPath(new URL('./main.ts', import.meta.url))
const started: ChildProcessWithoutNullStreams[] = []
afterEach(() => {
  for (const child of started) child.kill('SIGKILL')
})

function start(port: number, ...more: string[]): ChildProcessWithoutNullStreams {
  const child = spawn(process.execPath, [MAIN, '--port', String(port), ...more])
  started.push(child)
  return child
}

function outputOf(child: ChildProcessWithoutNullStreams): { out: string; err: string } {
  const output = { out: '', err: '' }
  child.stdout.on('data', (data: Buffer) => (output.out += data.toString()))
  child.stderr.on('data', (data: Buffer) => (output.err += data.toString()))
  return output
}

test('prints one line, serves, refuses a taken port, and ends cleanly on SIGTERM', async () => {
  const first = start(0)
  const output = outputOf(first)
  await once(first.stdout, 'data')
  const description = JSON.parse(output.out) as { baseUrl: string; signalling: string }
  expect(output.out.trimEnd()).not.toContain('\n')
  expect((await fetch(`${description.baseUrl}/nowhere`)).status).toBe(404)

  const second = start(Number(description.signalling.split(':')[1]))
  const refusal = outputOf(second)
  const [code] = await once(second, 'close')
  expect(code).toBe(1)
  expect(refusal.err).toMatch(/^sandbox: .*port is in use\)\n$/)

  first.kill('SIGTERM')
  expect(await once(first, 'close')).toEqual([0, null])
  expect(output.err).toBe('')
})

test.each<[args: string[], limits: object]>([
  [[], { callsPerSecond: 1, queuesParticipants: false, concurrentRequests: null }],
  [
    ['--calls-per-second', 'none', '--concurrent-requests', '100', '--queue-participants'],
    { callsPerSecond: null, queuesParticipants: true, concurrentRequests: 100 },
  ],
])('the account is granted what is told: %j', async (args, limits) => {
  const child = start(0, ...args)
  const output = outputOf(child)
  await once(child.stdout, 'data')
  const { baseUrl } = JSON.parse(output.out) as { baseUrl: string }
  expect(await (await fetch(`${baseUrl}/sandbox/limits`)).json()).toEqual(limits)
})

test('a text that is no limit is refused', async () => {
  const child = start(0, '--calls-per-second', 'many')
  const output = outputOf(child)
  expect((await once(child, 'close'))[0]).toBe(1)
  expect(output.err).toContain('--calls-per-second')
})
