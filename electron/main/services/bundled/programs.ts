import type { FromHosted, ToHosted } from '../../../../server/contract/hosted.ts'

export type ProgramName = 'server' | 'sandbox'

/** What a program tells, as it comes. */
export interface ProgramListeners {
  onMessage(message: FromHosted): void
  /** A line of its standard output: of the sandbox, the first one is its description, with secrets. */
  onOutputLine(line: string): void
  /** A line of its log. */
  onLogLine(line: string): void
}

export interface Program {
  send(message: ToHosted): void
  kill(): void
  /** Resolves when the process has ended. */
  readonly exited: Promise<void>
}

/** Starts one of the two programs that the desktop brings along, as a process of its own. */
export type StartProgram = (
  name: ProgramName,
  args: readonly string[],
  ears: ProgramListeners,
) => Program
