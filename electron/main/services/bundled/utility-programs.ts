import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { utilityProcess } from 'electron'
import { fromHosted } from '../../../../server/contract/hosted.ts'
import type { Log } from '../../log.ts'
import { pickChildEnvironment } from './child-environment.ts'
import type { StartProgram } from './programs.ts'

/** Starts the programs as Electron’s utility processes, which always end with the main process. */
export function createUtilityPrograms(folder: string, log: Log): StartProgram {
  return (name, args, listeners) => {
    const child = utilityProcess.fork(join(folder, `${name}.js`), [...args], {
      serviceName: `Cordboard ${name}`,
      stdio: 'pipe',
      env: pickChildEnvironment(process.env),
    })
    for (const [stream, onLine] of [
      [child.stdout, listeners.onOutputLine],
      [child.stderr, listeners.onLogLine],
    ] as const) {
      if (stream !== null) createInterface({ input: stream }).on('line', (line) => onLine(line))
    }
    child.on('message', (message: unknown) => {
      const parsed = fromHosted.safeParse(message)
      if (parsed.success) listeners.onMessage(parsed.data)
      else log.error({ program: name }, 'message not understood')
    })
    return {
      // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a port, not a window.
      send: (message) => child.postMessage(message),
      kill: () => void child.kill(),
      exited: new Promise((resolve) => child.once('exit', () => resolve())),
    }
  }
}
