import { fork } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fromHosted } from '../../../../server/contract/hosted.ts'
import { pickChildEnvironment } from './child-environment.ts'
import type { StartProgram } from './programs.ts'

/** Starts the programs with a Node of this machine, because Electron’s own is too old for them. */
export function createNodePrograms(folder: string, node: string): StartProgram {
  return (name, args, listeners) => {
    const child = fork(join(folder, `${name}.js`), args, {
      stdio: ['pipe', 'pipe', 'pipe', 'ipc'],
      execPath: node,
      execArgv: [],
      // The sandbox notices by its standard input that we have ended, the server by its port.
      env: { ...pickChildEnvironment(process.env), CORDBOARD_TIED: '1' },
    })
    child.on('message', (message) => {
      const parsed = fromHosted.safeParse(message)
      if (parsed.success) listeners.onMessage(parsed.data)
      else listeners.onLogLine('A message of the program could not be read.')
    })
    for (const [stream, onLine] of [
      [child.stdout, listeners.onOutputLine],
      [child.stderr, listeners.onLogLine],
    ] as const) {
      if (stream !== null) createInterface({ input: stream }).on('line', (line) => onLine(line))
    }
    return {
      send: (message) => void (child.connected && child.send(message)),
      kill: () => void child.kill('SIGKILL'),
      exited: once(child, 'exit').then(
        () => undefined,
        () => undefined,
      ),
    }
  }
}
