import { randomBytes } from 'node:crypto'
import type { SessionEnding } from '../contract/session-ending.ts'
import type { Account, Accounts } from './accounts-store.ts'
import { hashPassword } from './passwords.ts'
import type { SessionStore } from './session-store.ts'
import { OWN_ATTRIBUTES, parseAttributes } from '../routing/worker-attributes.ts'
import type { WorkerStore } from '../routing/worker-store.ts'

const USAGE = `Usage: node server/accounts.ts <command>
  list
  add <username> <display name> [agent|supervisor]   the password is read from stdin
  password <username>                                the password is read from stdin; signs them out everywhere
  sign-out <username>                                signs them out everywhere
  disable <username>                                 signs them out everywhere, and nobody can sign in
  enable <username>
  remove <username>                                  signs them out everywhere
  attributes <username> [JSON]                       the Worker's attributes, such as {"skills":["de"]}
A server that runs learns of it within seconds: their desk is closed, and the person that they talk to goes back into the queue.
`

export interface AccountCommandDeps {
  readonly accounts: Accounts
  readonly sessions: Pick<SessionStore, 'endAllOf'>
  readonly workers: Pick<WorkerStore, 'all' | 'setChosen'>
  now(): number
  /** What was typed or piped in. Everybody on this machine can see an argument. */
  readPassword(): Promise<string>
  print(line: string): void
  complain(message: string): void
}

/** Runs one command, and returns the exit code. */
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
  return change(deps, existing, rest)
}

type Change = (
  deps: AccountCommandDeps,
  account: Account,
  rest: readonly string[],
) => Promise<number>

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
    // Its sessions and their tokens are removed with it.
    await accounts.remove(account.agent.username)
    return 0
  },
  attributes: (deps, { agent }, [json]) => chooseAttributes(deps, agent.identity, json),
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

/** Attributes that the Worker gets beside the server's own. A running server reads them within six minutes. */
async function chooseAttributes(
  deps: AccountCommandDeps,
  identity: string,
  json: string | undefined,
): Promise<number> {
  const { workers, print } = deps
  if (json === undefined) {
    const worker = (await workers.all()).find((each) => each.identity === identity)
    print(JSON.stringify(worker?.chosen ?? {}))
    return 0
  }
  const chosen = parseAttributes(json)
  if (chosen === null) return fail(deps, 'Attributes are an object of JSON.\n')
  const own = OWN_ATTRIBUTES.find((name) => name in chosen)
  if (own !== undefined) return fail(deps, `${own} is set by the server.\n`)
  if (await workers.setChosen(identity, chosen)) return 0
  return fail(deps, 'There is no Worker yet: start the server once.\n')
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
