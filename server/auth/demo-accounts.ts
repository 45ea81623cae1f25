import { hashPassword } from './passwords.ts'
import type { Accounts, Role } from './accounts-store.ts'

export interface DemoAccount {
  readonly username: string
  readonly displayName: string
  readonly password: string
}

const PASSWORD = 'cordboard'

const PEOPLE: readonly { userId: string; displayName: string; role: Role }[] = [
  { userId: 'ada', displayName: 'Ada Lovelace', role: 'agent' },
  { userId: 'grace', displayName: 'Grace Hopper', role: 'agent' },
  { userId: 'joan', displayName: 'Joan Clarke', role: 'supervisor' },
]

/** The people of the sandbox's contact centre; their password is public, so they exist there alone. */
export async function ensureDemoAccounts(
  accounts: Accounts,
  at: number,
  hash = hashPassword,
): Promise<readonly DemoAccount[]> {
  const passwordHash = await hash(PASSWORD)
  for (const { userId, displayName, role } of PEOPLE) {
    const account = { userId, username: userId, displayName, role, passwordHash, demo: true }
    await accounts.put(account, at)
  }
  return PEOPLE.map(({ userId, displayName }) => ({
    username: userId,
    displayName,
    password: PASSWORD,
  }))
}
