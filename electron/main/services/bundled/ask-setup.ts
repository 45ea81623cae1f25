import type { SetupReply, SetupRequest } from '../../../../server/contract/setup.ts'
import type { StartProgram } from './programs.ts'

/** Has a process of its own look at a Twilio account or change it; the process ends with its answer. Never rejects. */
export function askSetup(start: StartProgram, request: SetupRequest): Promise<SetupReply> {
  return new Promise((resolve) => {
    const program = start('server', [], {
      message(message) {
        if (message.kind === 'awake') program.say({ kind: 'setup', request })
        else if (message.kind === 'set-up') resolve(message.reply)
      },
      out: () => undefined,
      log: () => undefined,
    })
    void program.gone.then(() =>
      resolve({ kind: 'failed', fault: 'unreachable', message: 'the process has ended', done: [] }),
    )
  })
}
