import { fork } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fromHosted } from '../../../../server/contract/hosted.ts'
import { passedOn } from './passed-on.ts'
import type { StartProgram } from './programs.ts'

/** Starts the programs with a Node of this machine, where Electron's own is too old for them. */
export function nodePrograms(folder: string, node: string): StartProgram {
  return (name, args, ears) => {
    const child = fork(join(folder, `${name}.js`), args, {
      stdio: ['pipe', 'pipe', 'pipe', 'ipc'],
      execPath: node,
      execArgv: [],
      // The sandbox hears by its standard input that we are gone, the server by its port.
      env: { ...passedOn(process.env), CORDBOARD_TIED: '1' },
    })
    child.on('message', (message) => {
      const parsed = fromHosted.safeParse(message)
      if (parsed.success) ears.message(parsed.data)
      else ears.log('A message of the program could not be read.')
    })
    for (const [stream, hear] of [
      [child.stdout, ears.out],
      [child.stderr, ears.log],
    ] as const) {
      if (stream !== null) createInterface({ input: stream }).on('line', (line) => hear(line))
    }
    return {
      say: (message) => void (child.connected && child.send(message)),
      kill: () => void child.kill('SIGKILL'),
      gone: once(child, 'exit').then(
        () => undefined,
        () => undefined,
      ),
    }
  }
}
