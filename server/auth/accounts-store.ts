import type { Agent } from '../contract/session.ts'
import { identityOf, parseIdentity } from '../identity.ts'
import type { Store } from '../store/store.ts'
import type { AccountRow } from '../store/tables.ts'

export interface Account {
  readonly agent: Agent
  readonly passwordHash: string
  readonly demo: boolean
  /** Nobody may sign in to it. */
  readonly disabled: boolean
}

export interface NewAccount extends Readonly<Omit<Agent, 'identity'>> {
  readonly passwordHash: string
  readonly demo: boolean
}

export interface Accounts {
  byUsername(username: string): Promise<Account | null>
  byUserId(userId: string): Promise<Account | null>
  byIdentity(identity: string): Promise<Account | null>
  list(): Promise<readonly Account[]>
  /** Adds an account, or replaces the one with the same user id. */
  put(account: NewAccount, at: number): Promise<void>
  setPassword(username: string, passwordHash: string): Promise<void>
  /** Disables the account since `at`; null enables it. */
  setDisabled(username: string, at: number | null): Promise<void>
  remove(username: string): Promise<void>
}

/** `Ada ` and `ada` are one person. */
export function normalUsername(username: string): string {
  return username.normalize('NFKC').trim().toLowerCase()
}

/** Whether somebody may sign in to it. `demoAllowed`: only on the sandbox. */
export function isUsable({ demo, disabled }: Account, demoAllowed: boolean): boolean {
  return !disabled && (!demo || demoAllowed)
}

export function createAccounts(store: Store, tenant: string): Accounts {
  const accountOf = (row: AccountRow): Account => ({
    agent: {
      userId: row.user_id,
      username: row.username,
      displayName: row.display_name,
      identity: identityOf(tenant, row.user_id),
      role: row.role === 'supervisor' ? 'supervisor' : 'agent',
    },
    passwordHash: row.password_hash,
    demo: row.demo === 1,
    disabled: row.disabled_at !== null,
  })
  const select = () => store.selectFrom('accounts').selectAll()

  async function find(column: 'username' | 'user_id', value: string): Promise<Account | null> {
    const row = await select().where(column, '=', value).executeTakeFirst()
    return row === undefined ? null : accountOf(row)
  }

  async function change(username: string, values: Partial<AccountRow>): Promise<void> {
    await store
      .updateTable('accounts')
      .set(values)
      .where('username', '=', normalUsername(username))
      .execute()
  }

  return {
    byUsername: (username) => find('username', normalUsername(username)),
    byUserId: (userId) => find('user_id', userId),
    async byIdentity(identity) {
      const parts = parseIdentity(identity)
      return parts?.tenantId === tenant ? find('user_id', parts.userId) : null
    },
    async list() {
      return (await select().orderBy('username').execute()).map(accountOf)
    },
    async put(account, at) {
      const row = {
        username: normalUsername(account.username),
        display_name: account.displayName,
        role: account.role,
        password_hash: account.passwordHash,
        demo: account.demo ? 1 : 0,
      }
      await store
        .insertInto('accounts')
        .values({ user_id: account.userId, created_at: at, disabled_at: null, ...row })
        .onConflict((conflict) => conflict.column('user_id').doUpdateSet(row))
        .execute()
    },
    setPassword: (username, passwordHash) => change(username, { password_hash: passwordHash }),
    setDisabled: (username, at) => change(username, { disabled_at: at }),
    async remove(username) {
      await store.deleteFrom('accounts').where('username', '=', normalUsername(username)).execute()
    },
  }
}
