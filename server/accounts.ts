import { randomBytes } from 'node:crypto'
import { text } from 'node:stream/consumers'
import { createAccounts } from './auth/accounts-store.ts'
import type { Accounts } from './auth/accounts-store.ts'
import { hashPassword } from './auth/passwords.ts'
import { createSessionStore } from './auth/session-store.ts'
import type { SessionStore } from './auth/session-store.ts'
import { atOnce } from './disk/writes.ts'
import { readConfig } from './config/config.ts'
import { dataPlace, storePath } from './config/data-folder.ts'
import { openStore } from './store/store.ts'

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

const config = readConfig(process.env)
if (config.ok) {
  const { own, kind } = config.value
  const store = await openStore(storePath(dataPlace(own.data, kind === 'sandbox')))
  const accounts = createAccounts(store, own.tenant)
  process.exitCode = await run(process.argv.slice(2), accounts, createSessionStore(store, atOnce))
  await store.destroy()
} else {
  process.exitCode = fail(`${config.failure.join('\n')}\n`)
}
