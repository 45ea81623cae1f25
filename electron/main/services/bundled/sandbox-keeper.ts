import { z } from 'zod'
import type { Program, StartProgram } from './programs.ts'

/** As much of the sandbox's description as is used here; all of it goes to the server. */
const description = z.looseObject({ baseUrl: z.url(), customerPage: z.url() })
export type SandboxDescription = z.infer<typeof description>

export interface KeptSandbox {
  readonly description: SandboxDescription
  /** Resolves when it has ended. */
  readonly gone: Promise<void>
}

/** Holds the sandbox over the server's ends, as Twilio would be there: its calls go on while the server is away. */
export interface SandboxKeeper {
  /** The one that runs, or a new one. Null when it ended without a word. */
  ensure(): Promise<KeptSandbox | null>
  /** Ends it. Resolves when it is gone. */
  close(): Promise<void>
}

export function createSandboxKeeper(parts: {
  readonly start: StartProgram
  readonly logLine: (line: string) => void
}): SandboxKeeper {
  let program: Program | null = null
  let kept: Promise<KeptSandbox | null> | null = null

  async function begin(): Promise<KeptSandbox | null> {
    const { line, gone } = launch()
    const first = await Promise.race([line, gone])
    if (typeof first !== 'string') return null
    return { description: description.parse(JSON.parse(first)), gone }
  }

  function launch() {
    let tellLine: (line: string) => void
    const line = new Promise<string>((resolve) => {
      tellLine = resolve
    })
    const ears = {
      message: () => undefined,
      out: (said: string) => tellLine(said),
      log: parts.logLine,
    }
    const started = parts.start('sandbox', ['--port', '0'], ears)
    program = started
    return { line, gone: forgetAfter(started) }
  }

  async function forgetAfter(started: Program): Promise<void> {
    await started.gone
    if (program !== started) return
    program = null
    kept = null
  }

  return {
    ensure: () => (kept ??= begin()),
    async close() {
      const ending = program
      program = null
      kept = null
      ending?.kill()
      await ending?.gone
    },
  }
}
