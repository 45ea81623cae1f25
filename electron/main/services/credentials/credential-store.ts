import type { Log } from '../../log.ts'
import { createKeychainAccess } from './keychain-access.ts'
import type { Keychain } from './keychain.ts'

const SERVICE = 'Cordboard'
/** Long enough for a person to unlock the keychain when the system asks; then the start goes on without. */
const TIMEOUT_MS = 20_000

export interface CredentialStore {
  read(account: string): Promise<string | null>
  write(account: string, secret: string): Promise<void>
  /** False when the keychain may still hold the secret. */
  remove(account: string): Promise<boolean>
  /** True while the keychain takes what it is given; otherwise secrets last as long as the program. */
  isRemembered(): Promise<boolean>
}

/**
 * Keeps one secret per account in the keychain, and in memory alone where there is no keychain or it
 * refuses (locked, no session bus). Never in a file.
 */
export function createCredentialStore(options: {
  readonly load: () => Promise<Keychain>
  readonly log: Log
  readonly timeoutMs?: number
}): CredentialStore {
  const { load, log, timeoutMs = TIMEOUT_MS } = options
  /** What the keychain has not taken: a secret, or null for one that it should forget. */
  const pending = new Map<string, string | null>()
  const keychain = createKeychainAccess({
    load,
    onLateAnswer: () => void savePending(),
    log,
    timeoutMs,
  })

  async function save(account: string, secret: string | null): Promise<boolean> {
    pending.set(account, secret)
    const taken = await (secret === null
      ? keychain.ask('remove', (store) => store.deletePassword(SERVICE, account))
      : keychain.ask('write', (store) => store.setPassword(SERVICE, account, secret)))
    if (taken === null) return false
    // One place at a time, unless something newer has come meanwhile.
    if (pending.get(account) === secret) pending.delete(account)
    return true
  }

  /** A token that was replaced while the keychain kept silent would be refused at the next start. */
  async function savePending(): Promise<void> {
    for (const [account, secret] of pending) await save(account, secret)
  }

  return {
    async read(account) {
      const newer = pending.get(account)
      if (newer !== undefined) return newer
      const reply = await keychain.ask('read', (store) => store.getPassword(SERVICE, account))
      return reply?.answer ?? null
    },
    async write(account, secret) {
      await save(account, secret)
    },
    remove: (account) => save(account, null),
    async isRemembered() {
      if (keychain.isWorking() === null) {
        await keychain.ask('probe', (store) => store.getPassword(SERVICE, 'probe'))
      }
      return keychain.isWorking() === true
    },
  }
}
