import { join } from 'node:path'
import { utilityProcess } from 'electron'
import { listenTo, pickChildEnvironment, type StartProgram } from './programs.ts'

/** Starts the programs as Electron’s utility processes, which always end with the main process. */
export function createUtilityPrograms(folder: string): StartProgram {
  return (name, args, listeners) => {
    const child = utilityProcess.fork(join(folder, `${name}.js`), [...args], {
      serviceName: `Cordboard ${name}`,
      stdio: 'pipe',
      env: pickChildEnvironment(process.env),
    })
    listenTo(child, listeners)
    return {
      // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a port, not a window.
      send: (message) => child.postMessage(message),
      kill: () => void child.kill(),
      exited: new Promise((resolve) => child.once('exit', () => resolve())),
    }
  }
}
