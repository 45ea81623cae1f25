import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { utilityProcess } from 'electron'
import { fromHosted } from '../../../../server/contract/hosted.ts'
import type { Log } from '../../log.ts'
import { passedOn } from './passed-on.ts'
import type { StartProgram } from './programs.ts'

/** Starts the programs as Electron's utility processes, which end with the main process however that comes. */
export function utilityPrograms(folder: string, log: Log): StartProgram {
  return (name, args, ears) => {
    const child = utilityProcess.fork(join(folder, `${name}.js`), [...args], {
      serviceName: `Cordboard ${name}`,
      stdio: 'pipe',
      env: passedOn(process.env),
    })
    for (const [stream, hear] of [
      [child.stdout, ears.out],
      [child.stderr, ears.log],
    ] as const) {
      if (stream !== null) createInterface({ input: stream }).on('line', (line) => hear(line))
    }
    child.on('message', (message: unknown) => {
      const parsed = fromHosted.safeParse(message)
      if (parsed.success) ears.message(parsed.data)
      else log.error({ program: name }, 'a message that is none of the contract')
    })
    return {
      // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a port, not a window.
      say: (message) => child.postMessage(message),
      kill: () => void child.kill(),
      gone: new Promise((resolve) => child.once('exit', () => resolve())),
    }
  }
}
