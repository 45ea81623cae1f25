import { spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { z } from 'zod'
import type { Environment } from '../config/config.ts'
import type { RunningSandbox } from '../start-sandbox.ts'

const SERVER = join(import.meta.dirname, '..')

export interface KillableServer {
  readonly url: string
  /** As a power cut would: nothing is closed or said. */
  kill(): Promise<void>
}

/** The settings of a server beside a sandbox that outlives it. `own`: what a test adds. */
export async function settingsBeside(
  sandbox: Pick<RunningSandbox, 'environment'>,
  folder: string,
  own: Environment,
): Promise<Environment> {
  return {
    ...sandbox.environment,
    CORDBOARD_PORT: String(await freePort()),
    CORDBOARD_DATA: folder,
    CORDBOARD_PROVISION: 'true',
    CORDBOARD_LOG_LEVEL: 'warn',
    ...own,
  }
}

/** The server as a process of its own, which nothing prepares for its end. */
export async function startKillable(environment: Environment): Promise<KillableServer> {
  const child = spawn(process.execPath, [join(SERVER, 'main.ts')], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, ...environment },
  })
  const ended = once(child, 'exit')
  const ready = await firstLine(child)
  return {
    url: z.looseObject({ server: z.string() }).parse(JSON.parse(ready)).server,
    async kill() {
      child.kill('SIGKILL')
      await ended
    },
  }
}

async function firstLine({ stdout }: ChildProcess): Promise<string> {
  if (stdout === null) throw new Error('the server has no output')
  const lines = createInterface({ input: stdout })
  const [line] = (await once(lines, 'line', { signal: AbortSignal.timeout(20_000) })) as string[]
  lines.close()
  stdout.resume()
  return line ?? ''
}

/** Adds an account, as an administrator does. */
export async function addAccount(
  environment: Environment,
  username: string,
  password: string,
): Promise<void> {
  const child = spawn(process.execPath, [join(SERVER, 'accounts.ts'), 'add', username, username], {
    stdio: ['pipe', 'ignore', 'inherit'],
    env: { ...process.env, ...environment },
  })
  child.stdin.end(password)
  const [code] = await once(child, 'exit')
  if (code !== 0) throw new Error(`the account was not added: exit code ${String(code)}`)
}

/** A port that was free a moment ago: after a restart the server must be found where it was. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  server.close()
  await once(server, 'close')
  if (address === null || typeof address === 'string') throw new Error('no port')
  return address.port
}
