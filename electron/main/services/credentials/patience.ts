import { setTimeout as after } from 'node:timers/promises'

export class OutOfPatience extends Error {
  override readonly name = 'OutOfPatience'
}

/**
 * Waits for the work at most so long, then rejects. The work itself goes on: a keychain that asks the
 * person to unlock it cannot be called back.
 */
export async function withPatience<T>(work: Promise<T>, milliseconds: number): Promise<T> {
  const timer = new AbortController()
  const end = after(milliseconds, undefined, { signal: timer.signal, ref: false }).then(() => {
    throw new OutOfPatience(`no answer within ${milliseconds} ms`)
  })
  try {
    return await Promise.race([work, end])
  } finally {
    timer.abort()
    // Whichever lost the race must not surface as an unhandled rejection.
    end.catch(() => undefined)
    work.catch(() => undefined)
  }
}
