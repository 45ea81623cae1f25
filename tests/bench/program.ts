import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('../..', import.meta.url))

/** A program of its own, so that what it costs can be told from what the bench itself costs. */
export interface Program<T> {
  readonly pid: number
  /** The one line of JSON that it prints when it is ready. */
  readonly line: T
  close(): Promise<void>
}

/** Starts a TypeScript program of this repository and waits for its line. Rejects when it ends before. */
export async function startProgram<T>(
  file: string,
  flags: readonly string[] = [],
  env: Readonly<Record<string, string>> = {},
): Promise<Program<T>> {
  const child = spawn(process.execPath, [...flags, file], {
    cwd: root,
    stdio: ['pipe', 'pipe', 'ignore'],
    env: { ...process.env, CORDBOARD_TIED: '1', ...env },
  })
  const exited = once(child, 'exit')
  const line = await Promise.race([
    once(createInterface(child.stdout), 'line').then(([text]) => JSON.parse(String(text)) as T),
    exited.then(() => Promise.reject(new Error(`${file} ended before it was ready.`))),
  ])
  if (child.pid === undefined) throw new Error(`${file} has no process.`)
  return {
    pid: child.pid,
    line,
    async close() {
      child.kill('SIGTERM')
      await exited
    },
  }
}
