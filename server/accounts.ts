import { text } from 'node:stream/consumers'
import { runAccountCommand } from './auth/account-commands.ts'
import { createAccounts } from './auth/accounts-store.ts'
import { createSessionStore } from './auth/session-store.ts'
import { readConfig } from './config/config.ts'
import { dataPlace, storePath } from './config/data-folder.ts'
import { createWorkerStore } from './routing/worker-store.ts'
import { openStore } from './store/store.ts'

const complain = (message: string) => void process.stderr.write(message)

const config = readConfig(process.env)
if (config.ok) {
  const { own, kind } = config.value
  const store = await openStore(storePath(dataPlace(own.data, kind === 'sandbox')))
  process.exitCode = await runAccountCommand(process.argv.slice(2), {
    accounts: createAccounts(store, own.tenant),
    sessions: createSessionStore(store),
    workers: createWorkerStore(store),
    now: () => Date.now(),
    readPassword: () => text(process.stdin),
    print: (line) => void process.stdout.write(`${line}\n`),
    complain,
  })
  await store.destroy()
} else {
  complain(`${config.failure.join('\n')}\n`)
  process.exitCode = 1
}
