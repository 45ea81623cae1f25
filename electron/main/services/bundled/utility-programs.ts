import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { utilityProcess } from 'electron'
import { fromHosted } from '../../../../server/contract/hosted.ts'
import type { Log } from '../../log.ts'
import type { StartProgram } from './programs.ts'

/** Of our environment, a program gets nothing that could hold a secret or change what its message says. */
const passedOn =
  /^(?:PATH|HOME|LANG|LC_.+|TZ|TMPDIR|TEMP|TMP|SYSTEMROOT|SSL_CERT_(?:FILE|DIR)|NODE_EXTRA_CA_CERTS|HTTPS?_PROXY|NO_PROXY)$/iu

/** Starts the programs as Electron's utility processes, which end with the main process however that comes. */
export function utilityPrograms(folder: string, log: Log): StartProgram {
  return (name, args, ears) => {
    const env = Object.fromEntries(
      Object.entries(process.env).filter(([key]) => passedOn.test(key)),
    )
    const child = utilityProcess.fork(join(folder, `${name}.js`), [...args], {
      serviceName: `Cordboard ${name}`,
      stdio: 'pipe',
      env,
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
