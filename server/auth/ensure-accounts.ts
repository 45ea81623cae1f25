import { randomBytes } from 'node:crypto'
import type { FirstAccount } from '../contract/hosted.ts'
import { hashPassword } from './passwords.ts'
import type { Accounts, NewAccount } from './accounts-store.ts'

export interface DemoAccount {
  readonly username: string
  readonly displayName: string
  readonly password: string
}

const PASSWORD = 'cordboard'

const PEOPLE: readonly Pick<NewAccount, 'userId' | 'displayName' | 'role'>[] = [
  { userId: 'ada', displayName: 'Ada Lovelace', role: 'agent' },
  { userId: 'grace', displayName: 'Grace Hopper', role: 'agent' },
  { userId: 'joan', displayName: 'Joan Clarke', role: 'supervisor' },
]

/** Makes the accounts of the sandbox's contact centre. Their password is public, so they exist only there. */
export async function ensureDemoAccounts(
  accounts: Accounts,
  at: number,
  hash = hashPassword,
): Promise<readonly DemoAccount[]> {
  const passwordHash = await hash(PASSWORD)
  for (const person of PEOPLE) {
    await accounts.put({ ...person, username: person.userId, passwordHash, demo: true }, at)
  }
  return PEOPLE.map(({ userId, displayName }) => ({
    username: userId,
    displayName,
    password: PASSWORD,
  }))
}

/**
 * Makes the account, unless one with that name exists. Its password stays then, because the person who starts the server
 * is not always the only one who uses it.
 */
export async function ensureFirstAccount(
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
