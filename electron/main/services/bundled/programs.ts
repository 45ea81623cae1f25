import type { FromHosted, ToHosted } from '../../../../server/contract/hosted.ts'

export type ProgramName = 'server' | 'sandbox'

/** What a program sends, as it arrives. */
export interface ProgramListeners {
  onMessage(message: FromHosted): void
  /** A line of its standard output. The first line of the sandbox is its description, with secrets. */
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

/** Starts one of the two bundled programs as a process of its own. */
export type StartProgram = (
  name: ProgramName,
  args: readonly string[],
  ears: ProgramListeners,
) => Program
