import type { SetupReply, SetupRequest } from '../../../../server/contract/setup.ts'
import type { Clock } from '../../clock.ts'
import type { StartProgram } from './programs.ts'

/** Each request to Twilio has its own limit of seconds; all of them together take far less than this. */
export const SETUP_TIMEOUT_MS = 180_000

/**
 * Checks or changes a Twilio account in a process of its own. The process ends with its answer, or is ended when none
 * comes. Never rejects.
 */
export function askSetup(
  start: StartProgram,
  after: Clock['after'],
  request: SetupRequest,
): Promise<SetupReply> {
  return new Promise((resolve) => {
    const program = start('server', [], {
      onMessage(message) {
        if (message.kind === 'awake') program.send({ kind: 'setup', request })
        else if (message.kind === 'set-up') settle(message.reply)
      },
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
  return { kind: 'failed', failure: 'unreachable', message, done: [] }
}
