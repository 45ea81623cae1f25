import { readConfig } from './config/config.ts'
import type { Config } from './config/config.ts'
import { redactText } from './contract/redaction/redact-text.ts'
import { run } from './run.ts'

/** How long an orderly stop may take, ms. */
const STOP_MS = 8000

async function main(config: Config): Promise<void> {
  const running = await run(config)
  const { log } = running
  let stopping = false
  const stop = async () => {
    if (stopping) return
    stopping = true
    // An open connection or request to Twilio must not keep a stopped server alive.
    setTimeout(() => process.exit(1), STOP_MS).unref()
    await running.close()
  }
  const stopAndSay = () =>
    void stop().catch((error: unknown) => {
      log.error({ err: error }, 'the server did not stop cleanly')
      process.exitCode = 1
    })
  process.once('SIGINT', stopAndSay)
  process.once('SIGTERM', stopAndSay)
  // The standard input of a tied server closes when the program that started it ends.
  if (process.env['CORDBOARD_TIED'] === '1') process.stdin.once('end', stopAndSay).resume().unref()
  const stopWithSandbox = () => {
    if (stopping) return
    log.error('the sandbox has ended; the server cannot go on without it')
    process.exitCode = 1
    stopAndSay()
  }
  running.sandboxEnded.then(stopWithSandbox, stopWithSandbox)
  process.stdout.write(`${JSON.stringify(running.ready)}\n`)
}

const config = readConfig(process.env)
if (config.ok) {
  await main(config.value).catch((error: unknown) => {
    const reason = error instanceof Error ? error.message : String(error)
    process.stderr.write(`${redactText(reason)}\n`)
    process.exitCode = 1
  })
} else {
  process.stderr.write(`The configuration is not complete:\n  ${config.failure.join('\n  ')}\n`)
  process.exitCode = 1
}
