import { randomBytes } from 'node:crypto'
import { text } from 'node:stream/consumers'
import { createAccounts } from './auth/accounts-store.ts'
import type { Accounts } from './auth/accounts-store.ts'
import { hashPassword } from './auth/passwords.ts'
import { createSessionStore } from './auth/session-store.ts'
import type { SessionStore } from './auth/session-store.ts'
import { readConfig } from './config/config.ts'
import { dataPlace, storePath } from './config/data-folder.ts'
import { OWN_ATTRIBUTES, parseAttributes } from './routing/worker-attributes.ts'
import { createWorkerStore } from './routing/worker-store.ts'
import type { WorkerStore } from './routing/worker-store.ts'
import { openStore } from './store/store.ts'

const USAGE = `Usage: node server/accounts.ts <command>
  list
  add <username> <display name> [agent|supervisor]   the password is read from stdin
  password <username>                                the password is read from stdin
  remove <username>
  attributes <username> [JSON]                       the Worker's attributes, such as {"skills":["de"]}
`

/** Runs one command; the answer is the exit code. */
async function run(
  [command, username, displayName, role = 'agent']: readonly string[],
  accounts: Accounts,
  sessions: SessionStore,
  workers: WorkerStore,
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
  if (command === 'attributes') {
    return chooseAttributes(workers, existing.agent.identity, displayName)
  }
  return fail(USAGE)
}

/** What the server gives the Worker beside what it sets itself; a running server takes it within six minutes. */
async function chooseAttributes(
  workers: WorkerStore,
  identity: string,
  json: string | undefined,
): Promise<number> {
  if (json === undefined) {
    const worker = (await workers.all()).find((each) => each.identity === identity)
    process.stdout.write(`${JSON.stringify(worker?.chosen ?? {})}\n`)
    return 0
  }
  const chosen = parseAttributes(json)
  if (chosen === null) return fail('Attributes are an object of JSON.\n')
  const own = OWN_ATTRIBUTES.find((name) => name in chosen)
  if (own !== undefined) return fail(`${own} is set by the server.\n`)
  if (await workers.setChosen(identity, chosen)) return 0
  return fail('There is no Worker yet: start the server once.\n')
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
  process.exitCode = await run(
    process.argv.slice(2),
    accounts,
    createSessionStore(store),
    createWorkerStore(store),
  )
  await store.destroy()
} else {
  process.exitCode = fail(`${config.failure.join('\n')}\n`)
}
