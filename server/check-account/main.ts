import { createInterface } from 'node:readline/promises'
import { systemClock } from '../clock.ts'
import { readAccess } from '../config/config.ts'
import { redactText } from '../contract/redaction/redact-text.ts'
import { readArguments, USAGE } from './arguments.ts'
import { checkAccount } from './check-account.ts'
import { closingLines, exitCodeOf, reportJson } from './report.ts'

/** What could not run at all. */
const CANNOT_RUN = 2

const complain = (line: string) => void process.stderr.write(`${line}\n`)

async function ask(question: string, signal: AbortSignal): Promise<boolean> {
  const lines = createInterface({ input: process.stdin, output: process.stderr })
  try {
    return /^y(es)?$/i.test(await lines.question(`${question} Go on? (y/n) `, { signal }))
  } catch {
    // Stopped instead of answered.
    return false
  } finally {
    lines.close()
  }
}

async function main(): Promise<number> {
  const read = readArguments(process.argv.slice(2))
  if (!read.ok) {
    complain(`${read.failure.join('\n')}\n\n${USAGE}`)
    return CANNOT_RUN
  }
  const options = read.value
  if (options.help) {
    process.stdout.write(`${USAGE}\n`)
    return 0
  }
  const access = readAccess(process.env)
  if (!access.ok) {
    complain(access.failure.join('\n'))
    return CANNOT_RUN
  }
  const stop = new AbortController()
  const stopNow = () => {
    complain('Stopping: ending the calls, and removing what was made.')
    stop.abort()
  }
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => stop.signal.aborted || stopNow())
  }
  const checked = await checkAccount(options, {
    access: access.value,
    clock: systemClock,
    // JSON is alone on standard output.
    say: options.json ? complain : (line) => void process.stdout.write(`${line}\n`),
    confirm: (question) => (options.yes ? Promise.resolve(true) : ask(question, stop.signal)),
    stop: stop.signal,
  })
  if (!checked.ok) {
    complain(redactText(checked.failure))
    return CANNOT_RUN
  }
  process.stdout.write(
    `${options.json ? reportJson(checked.value) : closingLines(checked.value)}\n`,
  )
  return exitCodeOf(checked.value)
}

// What still waits for a callback must not keep a stopped check alive.
process.exit(await main())
