import PQueue from 'p-queue'

/** How many passwords are checked at a time: each costs a tenth of a second of a core, and 32 MB. */
const AT_A_TIME = 2
/** With so many waiting, further ones are told to come back. */
const WAITING_MAX = 20

/** Checks passwords a few at a time, so that a flood of guesses leaves the machine to the calls. */
export interface PasswordQueue {
  /** Null when too many wait. `known`: somebody has signed in from there before, and always gets a place. */
  run<Value>(known: boolean, judge: () => Promise<Value>): Promise<Value | null>
}

export function createPasswordQueue(): PasswordQueue {
  const queue = new PQueue({ concurrency: AT_A_TIME })
  return {
    async run(known, judge) {
      return known || queue.size < WAITING_MAX ? queue.add(judge) : null
    },
  }
}
