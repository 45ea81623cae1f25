import type { Agent } from '../contract/session.ts'
import { identityOf, parseIdentity } from '../identity.ts'
import type { Store } from '../store/store.ts'
import type { AccountRow } from '../store/tables.ts'

export type Role = Agent['role']

export interface Account {
  readonly agent: Agent
  readonly passwordHash: string
  readonly demo: boolean
  /** Nobody may sign in to it. */
  readonly disabled: boolean
}

export interface NewAccount {
  readonly userId: string
  readonly username: string
  readonly displayName: string
  readonly role: Role
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
  setPassword(username: string, passwordHash: string): Promise<boolean>
  /** Shuts the account since `at`; null opens it again. */
  setDisabled(username: string, at: number | null): Promise<boolean>
  remove(username: string): Promise<boolean>
}

/** `Ada ` and `ada` are one person. */
export function normalUsername(username: string): string {
  return username.normalize('NFKC').trim().toLowerCase()
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
  async function byUserId(userId: string): Promise<Account | null> {
    const row = await select().where('user_id', '=', userId).executeTakeFirst()
    return row === undefined ? null : accountOf(row)
  }
  return {
    async byUsername(username) {
      const query = select().where('username', '=', normalUsername(username))
      const row = await query.executeTakeFirst()
      return row === undefined ? null : accountOf(row)
    },
    byUserId,
    async byIdentity(identity) {
      const parts = parseIdentity(identity)
      return parts?.tenantId === tenant ? byUserId(parts.userId) : null
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
    async setPassword(username, passwordHash) {
      const result = await store
        .updateTable('accounts')
        .set({ password_hash: passwordHash })
        .where('username', '=', normalUsername(username))
        .executeTakeFirst()
      return result.numUpdatedRows > 0n
    },
    async setDisabled(username, at) {
      const result = await store
        .updateTable('accounts')
        .set({ disabled_at: at })
        .where('username', '=', normalUsername(username))
        .executeTakeFirst()
      return result.numUpdatedRows > 0n
    },
    async remove(username) {
      const result = await store
        .deleteFrom('accounts')
        .where('username', '=', normalUsername(username))
        .executeTakeFirst()
      return result.numDeletedRows > 0n
    },
  }
}
