import { randomBytes } from 'node:crypto'
import type { FirstAccount } from '../contract/hosted.ts'
import type { Accounts } from './accounts-store.ts'
import { hashPassword } from './passwords.ts'

/**
 * Makes the account, unless one with that name exists: its password then stays, because the person who starts the
 * server is not always the only one who uses it.
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
