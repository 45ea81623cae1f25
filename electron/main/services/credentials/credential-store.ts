import type { Log } from '../../log.ts'
import { createKeychainAccess } from './keychain-access.ts'
import type { Keychain } from './keychain.ts'

const SERVICE = 'Cordboard'
/** Long enough for a person to unlock the keychain; then the start goes on without it. */
const TIMEOUT_MS = 20_000

export interface CredentialStore {
  read(account: string): Promise<string | null>
  write(account: string, secret: string): Promise<void>
  /** False when the keychain may still hold the secret. */
  remove(account: string): Promise<boolean>
  /** True while the keychain works; otherwise secrets are kept until the program ends. */
  isRemembered(): Promise<boolean>
}

/**
 * Keeps one secret per account in the keychain. Without a keychain, or with one that fails (locked, no session bus),
 * only in memory. Never in a file.
 */
export function createCredentialStore(options: {
  readonly load: () => Promise<Keychain>
  readonly log: Log
  readonly timeoutMs?: number
}): CredentialStore {
  const { load, log, timeoutMs = TIMEOUT_MS } = options
  /** What the keychain has not stored yet: a secret, or null for one to be removed. */
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
    // Only one copy is kept, unless a newer secret has arrived meanwhile.
    if (pending.get(account) === secret) pending.delete(account)
    return true
  }

  /** A token that was replaced while the keychain did not answer would be refused at the next start. */
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
