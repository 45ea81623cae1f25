import { z } from 'zod'
import type { Program, StartProgram } from './programs.ts'

/** As much of the sandbox's description as is used here; all of it goes to the server. */
const description = z.looseObject({ baseUrl: z.url(), customerPage: z.url() })
export type SandboxDescription = z.infer<typeof description>

export interface RunningSandbox {
  readonly description: SandboxDescription
  /** Resolves when it has ended. */
  readonly exited: Promise<void>
}

/** Holds the sandbox over the server's ends, as Twilio would be there: its calls go on while the server is away. */
export interface SandboxProcess {
  /** The one that runs, or a new one. Null when it ended without a word. */
  ensureRunning(): Promise<RunningSandbox | null>
  /** Ends it. Resolves when it is gone. */
  close(): Promise<void>
}

export function createSandboxProcess(deps: {
  readonly start: StartProgram
  readonly logLine: (line: string) => void
}): SandboxProcess {
  let program: Program | null = null
  let running: Promise<RunningSandbox | null> | null = null

  async function start(): Promise<RunningSandbox | null> {
    const { line, gone } = launch()
    const first = await Promise.race([line, gone])
    if (typeof first !== 'string') return null
    return { description: description.parse(JSON.parse(first)), exited: gone }
  }

  function launch() {
    let resolveLine: (line: string) => void
    const line = new Promise<string>((resolve) => {
      resolveLine = resolve
    })
    const listeners = {
      onMessage: () => undefined,
      onOutputLine: (text: string) => resolveLine(text),
      onLogLine: deps.logLine,
    }
    const started = deps.start('sandbox', ['--port', '0'], listeners)
    program = started
    return { line, gone: forgetAfter(started) }
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
