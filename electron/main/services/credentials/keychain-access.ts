import pTimeout, { TimeoutError } from 'p-timeout'
import { reasonOf, type Log } from '../../log.ts'
import type { Keychain } from './keychain.ts'

export interface KeychainAccess {
  /** The answer of the keychain; null if there is no keychain, if it fails, or if it does not answer in time. */
  ask<T>(what: string, question: (keychain: Keychain) => Promise<T>): Promise<{ answer: T } | null>
  /** Whether the last request was answered; null before the first. */
  isWorking(): boolean | null
}

/**
 * Sends requests to the keychain, which is loaded at the first one. While a request is unanswered after its time
 * limit, no other is sent, because each may open another prompt to unlock it. `onLateAnswer` is called when the
 * answer arrives after all.
 */
export function createKeychainAccess(options: {
  readonly load: () => Promise<Keychain>
  readonly onLateAnswer: () => void
  readonly log: Log
  readonly timeoutMs: number
}): KeychainAccess {
  const { load, onLateAnswer, log, timeoutMs } = options
  let keychain: Promise<Keychain> | null = null
  let works: boolean | null = null
  let isUnanswered = false

  function onFailure(what: string, work: Promise<unknown>, error: unknown): void {
    log.warn({ what, reason: reasonOf(error) }, 'keychain refused')
    works = false
    if (!(error instanceof TimeoutError)) return
    isUnanswered = true
    const again = (): void => {
      isUnanswered = false
      onLateAnswer()
    }
    work.then(again, () => undefined)
  }

  return {
    async ask(what, question) {
      if (isUnanswered) return null
      keychain ??= load()
      const work = keychain.then(question)
      try {
        const answer = await pTimeout(work, { milliseconds: timeoutMs })
        if (works !== true) log.info({ what }, 'keychain in use')
        works = true
        return { answer }
      } catch (error) {
        onFailure(what, work, error)
        return null
      }
    },
    isWorking: () => works,
  }
}
