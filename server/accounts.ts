import { randomBytes } from 'node:crypto'
import { text } from 'node:stream/consumers'
import { createAccounts } from './auth/accounts-store.ts'
import type { Accounts } from './auth/accounts-store.ts'
import { hashPassword } from './auth/passwords.ts'
import { createSessionStore } from './auth/session-store.ts'
import type { SessionStore } from './auth/session-store.ts'
import { readConfig } from './config/config.ts'
import type { Config } from './config/config.ts'
import { dataPlace, storePath } from './config/data-folder.ts'
import type { DataPlace } from './config/data-folder.ts'
import { StartFault } from './start-fault.ts'
import { holdDatabase } from './store/guard.ts'
import { openStore } from './store/store.ts'
import type { Store } from './store/store.ts'

const USAGE = `Usage: node server/accounts.ts <command>
  list
  add <username> <display name> [agent|supervisor]   the password is read from stdin
  password <username>                                the password is read from stdin
  remove <username>
`

/** Runs one command; the answer is the exit code. */
async function run(
  [command, username, displayName, role = 'agent']: readonly string[],
  accounts: Accounts,
  sessions: SessionStore,
): Promise<number> {
  if (command === 'list') {
    for (const { agent } of await accounts.list()) {
      process.stdout.write(`${agent.username}\t${agent.displayName}\t${agent.role}\n`)
    }
    return 0
  }
  if (username === undefined) return fail(USAGE)
  const existing = await accounts.byUsername(username)
  if (command === 'add') {
    if (displayName === undefined || (role !== 'agent' && role !== 'supervisor')) return fail(USAGE)
    if (existing !== null) return fail(`There is an account ${username} already.\n`)
    const passwordHash = await passwordFromStdin()
    if (passwordHash === null) return 1
    const userId = randomBytes(8).toString('hex')
    const account = { userId, username, displayName, role, passwordHash, demo: false } as const
    await accounts.put(account, Date.now())
    return 0
  }
  if (existing === null) return fail(`There is no account ${username}.\n`)
  if (command === 'password') {
    const passwordHash = await passwordFromStdin()
    if (passwordHash === null) return 1
    await accounts.setPassword(username, passwordHash)
    await sessions.endAllOf(existing.agent.userId, Date.now())
    return 0
  }
  if (command === 'remove') {
    await accounts.remove(username)
    return 0
  }
  return fail(USAGE)
}

/** An argument would be seen by everybody on this machine. */
async function passwordFromStdin(): Promise<string | null> {
  const password = (await text(process.stdin)).replace(/\r?\n$/, '')
  if (password.length >= 8) return hashPassword(password)
  fail('A password has at least 8 characters; it is read from stdin.\n')
  return null
}

function fail(message: string): number {
  process.stderr.write(message)
  return 1
}

/** A server may be running, whose schema must not change under it; none may start while this changes it. */
async function openBeside(place: DataPlace): Promise<Store> {
  const at = Date.now()
  const held =
    place.kind === 'memory'
      ? null
      : holdDatabase(place.path, { since: new Date(at).toISOString(), address: 'accounts.ts' })
  try {
    return await openStore(storePath(place), { mayMigrate: held?.ok !== false, at })
  } finally {
    if (held?.ok) held.value.release()
  }
}

const config = readConfig(process.env)
if (config.ok) {
  await open(config.value)
} else {
  process.exitCode = fail(`${config.failure.join('\n')}\n`)
}

async function open({ own, kind }: Config): Promise<void> {
  try {
    const store = await openBeside(dataPlace(own.data, kind === 'sandbox'))
    const accounts = createAccounts(store, own.tenant)
    process.exitCode = await run(process.argv.slice(2), accounts, createSessionStore(store))
    await store.destroy()
  } catch (error) {
    if (!(error instanceof StartFault)) throw error
    process.exitCode = fail(`${error.message}\n`)
  }
}
