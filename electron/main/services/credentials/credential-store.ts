import type { Log } from '../../log.ts'
import { createKeychainLine } from './keychain-line.ts'
import type { Keychain } from './keychain.ts'

const SERVICE = 'Cordboard'
/** Long enough for a person to unlock the keychain when the system asks; then the start goes on without. */
const PATIENCE_MS = 20_000

export interface CredentialStore {
  read(account: string): Promise<string | null>
  write(account: string, secret: string): Promise<void>
  /** False when the keychain may still hold the secret. */
  remove(account: string): Promise<boolean>
  /** True while the keychain takes what it is given; otherwise secrets last as long as the program. */
  remembered(): Promise<boolean>
}

/**
 * Keeps one secret per account in the keychain, and in memory alone where there is no keychain or it
 * refuses (locked, no session bus). Never in a file.
 */
export function createCredentialStore(options: {
  readonly load: () => Promise<Keychain>
  readonly log: Log
  readonly patienceMs?: number
}): CredentialStore {
  const { load, log, patienceMs = PATIENCE_MS } = options
  /** What the keychain has not taken: a secret, or null for one that it should forget. */
  const untaken = new Map<string, string | null>()
  const line = createKeychainLine({ load, late: () => void catchUp(), log, patienceMs })

  async function put(account: string, secret: string | null): Promise<boolean> {
    untaken.set(account, secret)
    const taken = await (secret === null
      ? line.ask('remove', (keychain) => keychain.deletePassword(SERVICE, account))
      : line.ask('write', (keychain) => keychain.setPassword(SERVICE, account, secret)))
    if (taken === null) return false
    // One place at a time, unless something newer has come meanwhile.
    if (untaken.get(account) === secret) untaken.delete(account)
    return true
  }

  /** A token that was replaced while the keychain kept silent would be refused at the next start. */
  async function catchUp(): Promise<void> {
    for (const [account, secret] of untaken) await put(account, secret)
  }

  return {
    async read(account) {
      const newer = untaken.get(account)
      if (newer !== undefined) return newer
      const reply = await line.ask('read', (keychain) => keychain.getPassword(SERVICE, account))
      return reply?.answer ?? null
    },
    async write(account, secret) {
      await put(account, secret)
    },
    remove: (account) => put(account, null),
    async remembered() {
      if (line.works() === null) {
        await line.ask('probe', (keychain) => keychain.getPassword(SERVICE, 'probe'))
      }
      return line.works() === true
    },
  }
}
