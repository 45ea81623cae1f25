import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { systemClock } from '../clock.ts'
import { readAccess } from '../config/config.ts'
import type { TwilioAccess } from '../config/config.ts'
import { startSandbox } from '../start-sandbox.ts'
import type { RunningSandbox } from '../start-sandbox.ts'
import { until } from '../testing/until.ts'
import { createTwilioClient } from '../twilio/client.ts'
import { readArguments } from './arguments.ts'
import { checkAccount } from './check-account.ts'
import type { CheckDeps } from './check-account.ts'
import { EXPERIMENTS } from './experiments/table.ts'

/** Most of it is listening to calls, in real time. */
const LISTENING_MS = 150_000

let sandbox: RunningSandbox
let access: TwilioAccess

beforeAll(async () => {
  sandbox = await startSandbox(0)
  const read = readAccess(sandbox.environment)
  if (!read.ok) throw new Error(read.failure.join())
  access = read.value
})

afterAll(() => sandbox.close())

beforeEach(async () => {
  await control('reset', {})
})

async function control(path: string, body: object): Promise<void> {
  const reply = await fetch(`${sandbox.description.baseUrl}/sandbox/${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })
  if (!reply.ok) throw new Error(await reply.text())
}

async function check(
  line: string,
  {
    confirm = () => Promise.resolve(true),
    stop = new AbortController().signal,
  }: Partial<Pick<CheckDeps, 'confirm' | 'stop'>> = {},
) {
  const options = readArguments(['--port', '0', ...line.split(' ').filter((word) => word !== '')])
  if (!options.ok) throw new Error(options.failure.join())
  return checkAccount(options.value, { access, clock: systemClock, say: () => {}, confirm, stop })
}

async function verdictsOf(line: string): Promise<Record<string, string>> {
  const checked = await check(`--calls-at-once 50 ${line}`)
  if (!checked.ok) throw new Error(checked.failure)
  return Object.fromEntries(
    checked.value.results.map(({ experiment, finding }) => [
      experiment.id,
      // What was seen stands there when the verdict is another one.
      finding.verdict === 'unclear' ? `unclear: ${finding.saw}` : finding.verdict,
    ]),
  )
}

/** Several at the same time, since most of it is listening. */
async function allVerdicts(...groups: readonly string[]): Promise<Record<string, string>> {
  const verdicts = await Promise.all(groups.map((ids) => verdictsOf(`--only ${ids}`)))
  return Object.assign({}, ...verdicts) as Record<string, string>
}

it(
  'finds that a sandbox which does what the pages say holds every assumption',
  async () => {
    const verdicts = await allVerdicts(
      'E1,E2,E3',
      'E4,E6',
      'E5',
      'E7,E8,E9',
      'E10,E11,E12',
      'E13,E14,E15,E17,E20',
    )
    const all = EXPERIMENTS.map(({ id }) => [id, 'holds'])
    // The sandbox has one region only.
    expect(verdicts).toEqual({ ...Object.fromEntries(all), E20: 'does not hold' })
  },
  LISTENING_MS,
)

it(
  'finds what does not hold when the sandbox refuses and hides what has not started',
  async () => {
    await control('settings', { restInInit: 'refused', initInLists: 'never' })
    expect(await allVerdicts('E1', 'E2')).toEqual({ E1: 'does not hold', E2: 'does not hold' })
  },
  LISTENING_MS,
)

it(
  'holds where the design is right both ways, whatever else the sandbox does',
  async () => {
    await control('settings', {
      conferenceStart: 'first-starter',
      waitUrlChange: 'at-end',
      endOrder: 'end-first',
      ringKeepsConference: false,
      announceToHeld: 'heard',
      waitFile: 'loops',
    })
    expect(await allVerdicts('E3', 'E10', 'E11,E15')).toEqual({
      E3: 'holds',
      E10: 'holds',
      E15: 'holds',
      // The product moves waiting callers to tell them something.
      E11: 'does not hold',
    })
    // One ring a second is slow, and what the limits page says.
    await control('limits', { callsPerSecond: 1, queuesParticipants: true })
    expect(await allVerdicts('E13')).toEqual({ E13: 'holds' })
  },
  LISTENING_MS,
)

it('takes a telephone as the customer, and says when it does not answer', async () => {
  expect(await verdictsOf('--only E2 --to +15005550101')).toEqual({ E2: 'holds' })
  const busy = await verdictsOf('--only E2 --to +15005550102')
  expect(busy).toEqual({ E2: "unclear: the customer's call: busy" })
})

it('does nothing when the person says no, and names why nothing can run', async () => {
  const asked: string[] = []
  const confirm = (question: string) => {
    asked.push(question)
    return Promise.resolve(false)
  }
  expect(await check('', { confirm })).toEqual({ ok: false, failure: 'Nothing was done.' })
  expect(asked[0]).toContain('Experiments: 15. They make calls from +15005550006, up to 2 at once')
  expect(await check('--only E13')).toMatchObject({ ok: false })
  expect(asked).toHaveLength(1)
  expect(await check('--only E99')).toEqual({ ok: false, failure: 'There is no experiment E99.' })
  expect(await check('--from +15005559999')).toMatchObject({ ok: false })
  expect(await check('--public-url http://127.0.0.1:9')).toMatchObject({ ok: false })
  expect(await whatIsLeft()).toEqual({ apps: ['Softphone'], recordings: 0, liveCalls: 0 })
})

it('removes everything that it made, and only that, also when it is stopped in the middle', async () => {
  const stop = new AbortController()
  const client = createTwilioClient(access)
  const checked = check('--only E4', { stop: stop.signal })
  await until('somebody waits in a Conference', async () => {
    const waiting = await client.conferences.list({ status: 'init' })
    return waiting.length > 0 && (await client.recordings.list()).length > 0
  })
  stop.abort()
  expect(await checked).toMatchObject({ ok: false })
  expect(await whatIsLeft()).toMatchObject({ apps: ['Softphone'], liveCalls: 0 })
})

async function whatIsLeft() {
  const client = createTwilioClient(access)
  const calls = await client.calls.list()
  return {
    apps: (await client.applications.list()).map(({ friendlyName }) => friendlyName),
    recordings: (await client.recordings.list()).length,
    liveCalls: calls.filter(({ status }) => ['ringing', 'in-progress', 'queued'].includes(status))
      .length,
  }
}
