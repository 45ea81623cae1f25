import type { SetupReply, SetupRequest } from '../../../../server/contract/setup.ts'
import type { StartProgram } from './programs.ts'

/** Each of its questions to Twilio has its own limit of seconds; all of them together are far from this. */
export const SETUP_TIMEOUT_MS = 180_000

/**
 * Has a process of its own look at a Twilio account or change it; the process ends with its answer, or is ended
 * when none comes. Never rejects. `after` calls in milliseconds and answers how to call that off.
 */
export function askSetup(
  start: StartProgram,
  after: (ms: number, run: () => void) => () => void,
  request: SetupRequest,
): Promise<SetupReply> {
  return new Promise((resolve) => {
    const program = start('server', [], {
      onMessage(message) {
        if (message.kind === 'awake') program.send({ kind: 'setup', request })
        else if (message.kind === 'set-up') settle(message.reply)
      },
      onOutputLine: () => undefined,
      onLogLine: () => undefined,
    })
    const stopWaiting = after(SETUP_TIMEOUT_MS, () => {
      settle(toFailedReply('no answer in three minutes'))
      program.kill()
    })
    function settle(reply: SetupReply): void {
      stopWaiting()
      resolve(reply)
    }
    void program.exited.then(() => settle(toFailedReply('the process has ended')))
  })
}

function toFailedReply(message: string): SetupReply {
  return { kind: 'failed', fault: 'unreachable', message, done: [] }
}
