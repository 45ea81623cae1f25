import { z } from 'zod'
import type { Program, StartProgram } from './programs.ts'

/** The part of the sandbox’s description that is used here. The server gets all of it. */
const description = z.looseObject({ baseUrl: z.url(), customerPage: z.url() })
export type SandboxDescription = z.infer<typeof description>

export interface RunningSandbox {
  readonly description: SandboxDescription
  /** Resolves when it has ended. */
  readonly exited: Promise<void>
}

/** Keeps the sandbox running when the server ends, as Twilio would: calls go on while the server is away. */
export interface SandboxProcess {
  /** The running sandbox, or a new one. Null if it ended without its description. */
  ensureRunning(): Promise<RunningSandbox | null>
  /** Ends it. Resolves when it has exited. */
  close(): Promise<void>
}

export function createSandboxProcess(deps: {
  readonly start: StartProgram
  readonly logLine: (line: string) => void
}): SandboxProcess {
  let program: Program | null = null
  let running: Promise<RunningSandbox | null> | null = null

  async function start(): Promise<RunningSandbox | null> {
    const line = Promise.withResolvers<string>()
    const started = deps.start('sandbox', ['--port', '0'], {
      onMessage: () => undefined,
      onOutputLine: line.resolve,
      onLogLine: deps.logLine,
    })
    program = started
    const exited = forgetAfter(started)
    const first = await Promise.race([line.promise, exited])
    if (typeof first !== 'string') return null
    return { description: description.parse(JSON.parse(first)), exited }
  }

  async function forgetAfter(started: Program): Promise<void> {
    await started.exited
    if (program !== started) return
    program = null
    running = null
  }

  return {
    ensureRunning: () => (running ??= start()),
    async close() {
      const ending = program
      program = null
      running = null
      ending?.kill()
      await ending?.exited
    },
  }
}
