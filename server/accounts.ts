import { text } from 'node:stream/consumers'
import { parseArgs } from 'node:util'
import { runAccountCommand } from './auth/account-commands.ts'
import { createAccounts } from './auth/accounts-store.ts'
import { createSessionStore } from './auth/session-store.ts'
import { atOnce } from './disk/writes.ts'
import { readConfig } from './config/config.ts'
import type { Config } from './config/config.ts'
import { dataPlace, storePath } from './config/data-folder.ts'
import { createWorkerStore } from './routing/worker-store.ts'
import type { DataPlace } from './config/data-folder.ts'
import { StartFailure } from './start-failure.ts'
import { holdDatabase } from './store/guard.ts'
import { openStore } from './store/store.ts'
import type { Store } from './store/store.ts'

const complain = (message: string) => void process.stderr.write(message)

/** Changes the schema only when no server runs, and none can start meanwhile. */
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

/** The words of the command; none after an unknown option, which is reported. */
function readArguments(): readonly string[] {
  try {
    return parseArgs({ allowPositionals: true }).positionals
  } catch (error) {
    complain(`${error instanceof Error ? error.message : String(error)}\n`)
    return []
  }
}

const config = readConfig(process.env)
if (config.ok) {
  await open(config.value)
} else {
  complain(`${config.failure.join('\n')}\n`)
  process.exitCode = 1
}

async function open({ own, kind }: Config): Promise<void> {
  try {
    const store = await openBeside(dataPlace(own.data, kind === 'sandbox'))
    process.exitCode = await runAccountCommand(readArguments(), {
      accounts: createAccounts(store, own.tenant),
      sessions: createSessionStore(store, atOnce),
      workers: createWorkerStore(store),
      now: () => Date.now(),
      readPassword: () => text(process.stdin),
      print: (line) => void process.stdout.write(`${line}\n`),
      complain,
    })
    await store.destroy()
  } catch (error) {
    if (!(error instanceof StartFailure)) throw error
    complain(`${error.message}\n`)
    process.exitCode = 1
  }
}
