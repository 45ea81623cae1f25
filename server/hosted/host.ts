import { assertNever } from '../contract/assert-never.ts'
import { readConfig } from '../config/config.ts'
import type { HostedFailureCode, ToHosted } from '../contract/hosted.ts'
import type { SetupReply, SetupRequest } from '../contract/setup.ts'
import type { Running, run } from '../run.ts'
import { sandboxDescription } from '../start-sandbox.ts'
import { toFailureCode } from './failure-code.ts'
import type { Parent } from './parent.ts'

/** How long an orderly stop may take, ms. */
const STOP_TIMEOUT_MS = 5000

export interface HostDeps {
  /** Loads the server. Rejects if the runtime cannot load it. */
  load(): Promise<{ readonly run: typeof run }>
  setUp(request: SetupRequest): Promise<SetupReply>
  exit(code: number): void
}

/** Runs the server as a part of the desktop: a message starts it, pings watch it, and it ends with its parent. */
export function host(parent: Parent, { load, setUp, exit }: HostDeps): void {
  let running: Promise<Running> | null = null
  let stopping = false

  function fail(failure: HostedFailureCode, details: readonly string[]): void {
    parent.send({ kind: 'failed', failure, details: [...details] })
    // After the message is sent.
    setImmediate(() => exit(1))
  }

  async function start(message: Extract<ToHosted, { kind: 'start' }>): Promise<void> {
    const config = readConfig(message.settings)
    if (!config.ok) return fail('settings', config.failure)
    try {
      const server = await load()
      const sandbox = message.sandbox === null ? null : sandboxDescription.parse(message.sandbox)
      running = server.run(config.value, { sandbox, firstAccount: message.account })
      const { ready } = await running
      // The schema of the message leaves the passwords out.
      parent.send({ kind: 'ready', url: ready.server, demoAccounts: [...ready.demoAccounts] })
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error)
      fail(toFailureCode(error), [reason])
    }
  }

  async function answer(request: SetupRequest): Promise<void> {
    parent.send({ kind: 'set-up', reply: await setUp(request) })
    setImmediate(() => exit(0))
  }

  async function stop(): Promise<void> {
    if (stopping) return
    stopping = true
    // An open connection or request to Twilio must not keep a stopped server alive.
    setTimeout(() => exit(1), STOP_TIMEOUT_MS).unref()
    // A server that failed to start has nothing to close.
    const server = await running?.catch(() => null)
    await server?.close()
    exit(0)
  }

  parent.onDisconnect(() => void stop())
  parent.onMessage((message) => {
    switch (message.kind) {
      case 'start':
        if (running === null) void start(message)
        return
      case 'setup':
        void answer(message.request)
        return
      case 'ping':
        parent.send({ kind: 'pong' })
        return
      case 'stop':
        void stop()
        return
      default:
        assertNever(message)
    }
  })
  parent.send({ kind: 'awake' })
}
