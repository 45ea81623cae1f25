import { fork } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { listenTo, pickChildEnvironment, type StartProgram } from './programs.ts'

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
    listenTo(child, listeners)
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
