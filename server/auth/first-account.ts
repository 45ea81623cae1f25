import { randomBytes } from 'node:crypto'
import type { FirstAccount } from '../contract/hosted.ts'
import type { Accounts } from './accounts-store.ts'
import { hashPassword } from './passwords.ts'

/**
 * Makes the account, unless there is one of that name: then its password stays what it is, because whoever starts the
 * server is not therefore everybody who uses it.
 */
export async function ensureAccount(
  accounts: Accounts,
  { username, displayName, password }: FirstAccount,
  at: number,
): Promise<void> {
  if ((await accounts.byUsername(username)) !== null) return
  const userId = randomBytes(8).toString('hex')
  const passwordHash = await hashPassword(password)
  const role = 'supervisor'
  await accounts.put({ userId, username, displayName, role, passwordHash, demo: false }, at)
}
