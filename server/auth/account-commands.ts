import { randomBytes } from 'node:crypto'
import type { SessionEnding } from '../contract/session-ending.ts'
import type { Account, Accounts } from './accounts-store.ts'
import { hashPassword } from './passwords.ts'
import type { SessionStore } from './session-store.ts'

export const USAGE = `Usage: node server/accounts.ts <command>
  list
  add <username> <display name> [agent|supervisor]   the password is read from stdin
  password <username>                                the password is read from stdin; signs them out everywhere
  sign-out <username>                                signs them out everywhere
  disable <username>                                 signs them out everywhere, and nobody can sign in
  enable <username>
  remove <username>                                  signs them out everywhere
A server that runs learns of it within seconds: their desk is closed, and whoever they talk to goes back into the queue.
`

export interface AccountCommandDeps {
  readonly accounts: Accounts
  readonly sessions: Pick<SessionStore, 'endAllOf'>
  now(): number
  /** What was typed or piped in. An argument would be seen by everybody on this machine. */
  readPassword(): Promise<string>
  print(line: string): void
  complain(message: string): void
}

/** Runs one command; the answer is the exit code. */
export async function runAccountCommand(
  [command, username, ...rest]: readonly string[],
  deps: AccountCommandDeps,
): Promise<number> {
  if (command === 'list') return list(deps)
  if (command === undefined || username === undefined) return fail(deps, USAGE)
  const existing = await deps.accounts.byUsername(username)
  if (command === 'add') return add(deps, username, rest, existing)
  const change = changes[command]
  if (change === undefined) return fail(deps, USAGE)
  if (existing === null) return fail(deps, `There is no account ${username}.\n`)
  return change(deps, existing)
}

type Change = (deps: AccountCommandDeps, account: Account) => Promise<number>

const changes: Readonly<Record<string, Change | undefined>> = {
  async password(deps, account) {
    const passwordHash = await readHash(deps)
    if (passwordHash === null) return 1
    await deps.accounts.setPassword(account.agent.username, passwordHash)
    return signOut(deps, account, 'password-changed')
  },
  'sign-out': (deps, account) => signOut(deps, account, 'signed-out-everywhere'),
  async disable(deps, account) {
    await deps.accounts.setDisabled(account.agent.username, deps.now())
    return signOut(deps, account, 'account-disabled')
  },
  async enable({ accounts }, account) {
    await accounts.setDisabled(account.agent.username, null)
    return 0
  },
  async remove({ accounts }, account) {
    // Its sessions and their tokens go with it.
    await accounts.remove(account.agent.username)
    return 0
  },
}

async function list({ accounts, print }: AccountCommandDeps): Promise<number> {
  for (const { agent, disabled } of await accounts.list()) {
    const state = disabled ? ['disabled'] : []
    print([agent.username, agent.displayName, agent.role, ...state].join('\t'))
  }
  return 0
}

async function add(
  deps: AccountCommandDeps,
  username: string,
  [displayName, role = 'agent']: readonly string[],
  existing: Account | null,
): Promise<number> {
  if (displayName === undefined || (role !== 'agent' && role !== 'supervisor')) {
    return fail(deps, USAGE)
  }
  if (existing !== null) return fail(deps, `There is an account ${username} already.\n`)
  const passwordHash = await readHash(deps)
  if (passwordHash === null) return 1
  const userId = randomBytes(8).toString('hex')
  const account = { userId, username, displayName, role, passwordHash, demo: false } as const
  await deps.accounts.put(account, deps.now())
  return 0
}

async function signOut(
  { sessions, now }: AccountCommandDeps,
  { agent }: Account,
  because: SessionEnding,
): Promise<number> {
  await sessions.endAllOf(agent.userId, now(), because)
  return 0
}

async function readHash(deps: AccountCommandDeps): Promise<string | null> {
  const password = (await deps.readPassword()).replace(/\r?\n$/, '')
  if (password.length >= 8) return hashPassword(password)
  fail(deps, 'A password has at least 8 characters; it is read from stdin.\n')
  return null
}

function fail({ complain }: AccountCommandDeps, message: string): number {
  complain(message)
  return 1
}
