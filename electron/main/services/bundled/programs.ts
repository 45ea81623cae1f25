import { createInterface } from 'node:readline'
import { fromHosted, type FromHosted, type ToHosted } from '../../../../server/contract/hosted.ts'

export type ProgramName = 'server' | 'sandbox'

/** What a program sends, as it arrives. */
export interface ProgramListeners {
  onMessage(message: FromHosted): void
  /** A line of its standard output. The first line of the sandbox is its description, with secrets. */
  onOutputLine?(line: string): void
  /** A line of its log. */
  onLogLine?(line: string): void
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
  listeners: ProgramListeners,
) => Program

const allowedNames =
  /^(?:PATH|HOME|LANG|LC_.+|TZ|TMPDIR|TEMP|TMP|SYSTEMROOT|SSL_CERT_(?:FILE|DIR)|NODE_EXTRA_CA_CERTS|HTTPS?_PROXY|NO_PROXY)$/iu

/** A program gets no variable that could hold a secret or change the settings in its message. */
export function pickChildEnvironment(env: NodeJS.ProcessEnv): Record<string, string> {
  const entries = Object.entries(env).filter(
    (entry): entry is [string, string] => allowedNames.test(entry[0]) && entry[1] !== undefined,
  )
  return Object.fromEntries(entries)
}

/** The part of a child process that is used, of Node’s and of Electron’s. */
interface Child {
  readonly stdout: NodeJS.ReadableStream | null
  readonly stderr: NodeJS.ReadableStream | null
  on(event: 'message', listener: (message: unknown) => void): unknown
}

/** Passes on what a process sends and prints. */
export function listenTo(child: Child, listeners: ProgramListeners): void {
  child.on('message', (message) => {
    const parsed = fromHosted.safeParse(message)
    if (parsed.success) listeners.onMessage(parsed.data)
    else listeners.onLogLine?.('A message of the program could not be read.')
  })
  forEachLine(child.stdout, (line) => listeners.onOutputLine?.(line))
  forEachLine(child.stderr, (line) => listeners.onLogLine?.(line))
}

function forEachLine(stream: NodeJS.ReadableStream | null, onLine: (line: string) => void): void {
  if (stream !== null) createInterface({ input: stream }).on('line', onLine)
}
