import type { FromHosted, ToHosted } from '../../../../server/contract/hosted.ts'

export type ProgramName = 'server' | 'sandbox'

/** What a program tells, as it comes. */
export interface ProgramEars {
  message(message: FromHosted): void
  /** A line of its standard output: of the sandbox, the first one is its description, with secrets. */
  out(line: string): void
  /** A line of its log. */
  log(line: string): void
}

export interface Program {
  say(message: ToHosted): void
  kill(): void
  /** Resolves when the process has ended. */
  readonly gone: Promise<void>
}

/** Starts one of the two programs that the desktop brings along, as a process of its own. */
export type StartProgram = (
  name: ProgramName,
  args: readonly string[],
  ears: ProgramEars,
) => Program
