import { randomBytes } from 'node:crypto'
import type { Clock } from '../clock.ts'
import type { TwilioAccess } from '../config/config.ts'
import { fail, succeed } from '../contract/result.ts'
import type { Result } from '../contract/result.ts'
import { createTwilioClient } from '../twilio/client.ts'
import { readLimits } from './account-limits.ts'
import type { CheckOptions } from './arguments.ts'
import { BY_HAND, EXPERIMENTS } from './experiments/table.ts'
import { planChecks } from './plan.ts'
import { resultLines } from './report.ts'
import type { Report } from './report.ts'
import { askTwilio } from './stage/ask-twilio.ts'
import { startPublicServer } from './stage/public-server.ts'
import type { PublicServer } from './stage/public-server.ts'
import { setStage } from './stage/stage.ts'

export interface CheckDeps {
  readonly access: TwilioAccess
  readonly clock: Clock
  /** Shows a line to the person while the check runs. */
  readonly say: (line: string) => void
  /** Whether the calls may begin. */
  readonly confirm: (question: string) => Promise<boolean>
  /** Ends the check, also in the middle of an experiment. */
  readonly stop: AbortSignal
}

/** Runs the experiments. The failure is one sentence: why none could run. */
export async function checkAccount(
  options: CheckOptions,
  deps: CheckDeps,
): Promise<Result<Report, string>> {
  const { access, clock } = deps
  if (options.publicUrl === null && access.endpoints === null) {
    return fail(
      '--public-url is missing: Twilio has to reach this program for its tones and documents.',
    )
  }
  const unknown = options.only?.find((id) => !EXPERIMENTS.some((each) => each.id === id))
  if (unknown !== undefined) return fail(`There is no experiment ${unknown}.`)
  const client = createTwilioClient(access)
  const numbers = await askTwilio(() => client.incomingPhoneNumbers.list({ limit: 20 }))
  if (!numbers.ok) return fail(`The account cannot be read: ${numbers.failure.message}`)
  const owned = numbers.value.map(({ phoneNumber }) => phoneNumber)
  const from = options.from ?? owned[0]
  if (from === undefined || !owned.includes(from)) {
    return fail('--from has to be a number of the account, and the account has to have one.')
  }
  const { publicUrl, port } = options
  const server = await startPublicServer({ clock, port, publicUrl })
  try {
    if (!(await server.isReached())) {
      return fail(`${publicUrl ?? ''} does not lead to port ${port} of this machine.`)
    }
    return await runOn(server, from, options, deps)
  } finally {
    await server.close()
  }
}

async function runOn(
  server: PublicServer,
  from: string,
  options: CheckOptions,
  { access, clock, say, confirm, stop }: CheckDeps,
): Promise<Result<Report, string>> {
  const limits = await readLimits(createTwilioClient(access), access.accountSid)
  const callsAtOnce = options.callsAtOnce ?? limits.callsAtOnce
  const because = options.callsAtOnce === null ? limits.because : 'as --calls-at-once says'
  const { run, leftOut, seconds } = planChecks(EXPERIMENTS, { callsAtOnce, only: options.only })
  say(
    `Account ${access.accountSid}: ${callsAtOnce ?? 'no known limit of'} calls at once (${because}), one new call a second.`,
  )
  for (const { experiment, why } of leftOut) say(`${experiment.id} is left out: it ${why}.`)
  const most = Math.max(0, ...run.map(({ needs }) => needs.calls))
  if (run.length === 0) return fail('The account has too few calls at once for any of them.')
  const question = `Experiments: ${run.length}. They make calls from ${from}, up to ${most} at once, for about ${Math.ceil(seconds / 60)} min. Twilio bills them.`
  if (!(await confirm(question))) return fail('Nothing was done.')

  const runName = `cordboard-check-${randomBytes(4).toString('hex')}`
  const stage = setStage({
    access,
    clock,
    server,
    from,
    runName,
    stop,
    customerNumber: options.to,
  })
  const stopped = new Promise<null>((resolve) => {
    stop.addEventListener('abort', () => resolve(null), { once: true })
  })
  const results: Report['results'][number][] = []
  try {
    for (const experiment of run) {
      const finding = await Promise.race([experiment.run(stage), stopped])
      if (finding === null || stop.aborted) break
      results.push({ experiment, finding })
      say(resultLines(experiment, finding))
    }
  } finally {
    await stage.close()
  }
  if (stop.aborted) return fail('The check was stopped, and what it made is removed.')
  return succeed({
    account: access.accountSid,
    callsAtOnce,
    callsAtOnceBecause: because,
    results,
    leftOut,
    byHand: options.only === null ? BY_HAND : [],
  })
}
