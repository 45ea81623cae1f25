import type { Log } from '../../log.ts'
import type { Keychain } from './keychain.ts'
import { OutOfPatience, withPatience } from './patience.ts'

export interface KeychainAccess {
  /** The keychain's answer, or null when there is none, it refuses, or it does not answer in time. */
  ask<T>(what: string, question: (keychain: Keychain) => Promise<T>): Promise<{ answer: T } | null>
  /** Whether the last question was answered; null before the first. */
  isWorking(): boolean | null
}

/**
 * Asks the keychain, loading it at the first question. One that does not answer in time is not asked
 * again, because each question may open another prompt to unlock it; `late` is called when it has
 * answered after all.
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
    // The message alone: it names the reason (no bus, locked, missing module), never a secret.
    const reason = error instanceof Error ? error.message : 'unknown'
    log.warn({ what, reason }, 'keychain refused')
    works = false
    if (!(error instanceof OutOfPatience)) return
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
        const answer = await withPatience(work, timeoutMs)
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
