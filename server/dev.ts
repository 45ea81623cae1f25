import { readConfig } from './config/config.ts'
import { run } from './run.ts'
import { sandboxDescription } from './start-sandbox.ts'

/*
 * The server of `npm run dev`: `node --watch` starts it again after a change, while the sandbox goes on, as Twilio does.
 * `CORDBOARD_DEV_SANDBOX` is the line that the sandbox has printed. Prints one line of JSON at each start.
 */
const { CORDBOARD_DEV_SANDBOX: line = '', ...environment } = process.env
const config = readConfig(environment)
if (!config.ok) throw new Error(config.failure.join('\n'))
const sandbox = sandboxDescription.parse(JSON.parse(line))
const { ready, close } = await run(config.value, { sandbox })
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => {
    // The next start waits for this end.
    setTimeout(() => process.exit(1), 2000).unref()
    void close()
  })
}
process.stdout.write(`${JSON.stringify(ready)}\n`)
