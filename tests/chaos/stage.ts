import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { createAccounts } from '../../server/auth/accounts-store.ts'
import { hashPassword } from '../../server/auth/passwords.ts'
import { readTwilio } from '../../server/config/config.ts'
import { startSandbox } from '../../server/start-sandbox.ts'
import { openStore } from '../../server/store/store.ts'
import { freePort } from '../../server/testing/killable-server.ts'
import { createTwilioClient } from '../../server/twilio/client.ts'
import { startSteered } from './steered-server.ts'
import type { SteeredServer } from './steered-server.ts'

const PASSWORD = 'cordboard'
/** A webhook that began while the server was dead is given up this much later, at most. */
const STRAGGLERS_MS = 4000

interface Phone {
  readonly number: string
  readonly call: {
    readonly state: string
    readonly endReason: string | null
    readonly endedAt: string | null
  } | null
}

/** A sandbox, and a server on it with agents of its own, which is killed and started again at will. */
export async function openStage(agents: readonly string[]) {
  const folder = mkdtempSync(join(tmpdir(), 'cordboard-chaos-'))
  const database = join(folder, 'cordboard.sqlite')
  const logPath = join(folder, 'server.log')
  const sandbox = await startSandbox(0)
  const { baseUrl, signalling } = sandbox.description
  const settings = readTwilio(sandbox.environment)
  if (!settings.ok) throw new Error('the sandbox described itself badly')
  const twilio = settings.value
  const environment = {
    ...sandbox.environment,
    CORDBOARD_PORT: String(await freePort()),
    CORDBOARD_DATA: folder,
    CORDBOARD_CALL_WAITING: 'false',
    CORDBOARD_RING_SECONDS: '5',
    CORDBOARD_LOG_LEVEL: 'info',
    // The sandbox's telephones have numbers like those.
    CORDBOARD_DIAL_KINDS: 'personal',
  }
  await addAgents(database, agents)
  const down: { readonly from: number; readonly until: number }[] = []
  let server: SteeredServer = await startSteered(environment, logPath)
  const workspace = createTwilioClient(twilio).taskrouter.v1.workspaces(twilio.workspaceSid)

  async function control<Reply>(method: string, path: string, body?: unknown): Promise<Reply> {
    const response = await fetch(`${baseUrl}/sandbox${path}`, {
      method,
      ...(body === undefined
        ? {}
        : { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
    })
    if (!response.ok && response.status !== 404)
      throw new Error(`${method} ${path}: ${response.status} ${await response.text()}`)
    return (response.status === 204 ? undefined : await response.json()) as Reply
  }
  return {
    control,
    database,
    signalling,
    url: server.url,
    number: twilio.callerIds[0],
    log: () => readFileSync(logPath, 'utf8'),
    phones: async () => (await control<{ phones: Phone[] }>('GET', '/phones')).phones,
    /** Once TaskRouter has taken it, however often it is asked. */
    async setActivity(workerSid: string, name: string): Promise<void> {
      const [activity] = await workspace.activities.list({ friendlyName: name })
      await workspace.workers(workerSid).update({ activitySid: activity?.sid ?? '' })
    },
    /** Whether the server was dead then, or a moment before: Twilio ends a call whose webhook nobody answers. */
    wasDown(at: string | null): boolean {
      const ended = Date.parse(at ?? '')
      return down.some(({ from, until }) => ended >= from && ended <= until + STRAGGLERS_MS)
    },
    async hangUp(number: string): Promise<void> {
      // Who has gone already cannot hang up.
      await control('POST', `/phones/${number}/hangup`).catch(() => undefined)
    },
    order: (what: Parameters<SteeredServer['order']>[0]) => server.order(what),
    async killAndReturn(): Promise<void> {
      const from = Date.now()
      await server.kill()
      server = await startSteered(environment, logPath)
      down.push({ from, until: Date.now() })
    },
    /** What the server has on its disk of calls that are not over. */
    openCalls(): readonly string[] {
      const read = new DatabaseSync(database, { readOnly: true })
      try {
        return read
          .prepare('select call_id from calls where live = 1')
          .all()
          .map((row) => String(row['call_id']))
      } finally {
        read.close()
      }
    },
    async close(): Promise<void> {
      await server.kill()
      await sandbox.close()
      rmSync(folder, { recursive: true, force: true, maxRetries: 3 })
    },
  }
}

export type Stage = Awaited<ReturnType<typeof openStage>>

async function addAgents(database: string, names: readonly string[]): Promise<void> {
  const store = await openStore(database)
  const accounts = createAccounts(store, 'main')
  const passwordHash = await hashPassword(PASSWORD)
  for (const name of names) {
    const account = { userId: name, username: name, displayName: name }
    await accounts.put({ ...account, role: 'agent', passwordHash, demo: false }, Date.now())
  }
  await store.destroy()
}
