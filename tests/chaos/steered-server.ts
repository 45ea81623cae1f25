import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createWriteStream } from 'node:fs'
import { join } from 'node:path'
import type { Environment } from '../../server/config/config.ts'
import type { ServerOrder } from './server-program.ts'

/** A server that can be killed, and told what its disk and its clock do. */
export interface SteeredServer {
  readonly url: string
  readonly ended: Promise<unknown>
  order(what: ServerOrder): void
  /** As a power cut would: nothing is closed or said. */
  kill(): Promise<void>
}

const START_MS = 20_000

/** What it logs is appended to `logPath`. Throws when it is not ready in time. */
export async function startSteered(
  environment: Environment,
  logPath: string,
): Promise<SteeredServer> {
  const child = spawn(process.execPath, [join(import.meta.dirname, 'server-program.ts')], {
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    env: { ...process.env, ...environment },
  })
  const log = createWriteStream(logPath, { flags: 'a' })
  child.stdout?.pipe(log, { end: false })
  child.stderr?.pipe(log, { end: false })
  const ended = once(child, 'exit')
  const signal = AbortSignal.timeout(START_MS)
  const [url] = await Promise.race([
    once(child, 'message', { signal }),
    ended.then(() => {
      throw new Error('the server ended before it was ready')
    }),
  ])
  return {
    url: String(url),
    ended,
    order: (what) => void child.send(what),
    async kill() {
      child.kill('SIGKILL')
      await ended
    },
  }
}
