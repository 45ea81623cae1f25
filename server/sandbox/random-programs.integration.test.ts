import * as fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { control } from './rest/testing/control.ts'
import { startRig, until } from './rest/testing/rig.ts'
import type { Rig } from './rest/testing/rig.ts'
import { randomTwiml } from './testing/random-twiml.ts'

/** How many programs are tried; more with `RANDOM_RUNS=2000`. fast-check prints the seed of what failed. */
const RUNS = Number(process.env['RANDOM_RUNS'] ?? 40)
/** The suite tries the same programs each time; longer runs name other seeds. */
const SEED = Number(process.env['RANDOM_SEED'] ?? 1)
const CALLER = '+15005551001'
const OVER: ReadonlySet<string> = new Set(['completed', 'busy', 'failed', 'no-answer', 'canceled'])

interface Snapshot {
  readonly openLegs: number
  readonly calls: readonly { readonly sid: string; readonly status: string }[]
  readonly conferences: readonly { readonly sid: string; readonly status: string }[]
  readonly recordings: readonly { readonly sid: string; readonly status: string }[]
}

let rig: Rig
beforeAll(async () => {
  rig = await startRig()
  await rig.phones.make('+15005551002', 700)
})
afterAll(() => rig.close())

const snapshot = () => control<Snapshot>(rig.description.baseUrl, 'GET', '/snapshot')
const advance = (advanceMs: number) =>
  control(rig.description.baseUrl, 'POST', '/time', { advanceMs })

/** Asks REST as any client might; what is refused is fine, what breaks is not. */
async function ask(path: string, form: Record<string, string>): Promise<void> {
  const { accountSid, authToken, baseUrl } = rig.description
  const response = await fetch(`${baseUrl}/api/2010-04-01/Accounts/${accountSid}${path}`, {
    method: 'POST',
    headers: { authorization: `Basic ${btoa(`${accountSid}:${authToken}`)}` },
    body: new URLSearchParams(form),
  })
  expect(response.status, `${path} ${JSON.stringify(form)}: ${await response.text()}`).toBeLessThan(
    500,
  )
}

const flag = fc.constantFrom('true', 'false', 'perhaps')
const act = fc.oneof(
  fc.record({ does: fc.constant('advance'), ms: fc.constantFrom(0, 20, 5000, 60_000) }),
  fc.record({ does: fc.constant('press'), digits: fc.constantFrom('1', '#', '*', '12w3') }),
  fc.record({ does: fc.constant('redirect'), twiml: randomTwiml }),
  fc.record({ does: fc.constant('record'), status: fc.constantFrom('stopped', 'paused', 'odd') }),
  fc.record({ does: fc.constant('participant'), hold: flag, muted: flag }),
  fc.record({
    does: fc.constant('invite'),
    to: fc.constantFrom('+15005551002', 'client:ann', 'x'),
  }),
)
type Act = typeof act extends fc.Arbitrary<infer T> ? T : never

async function perform(step: Act, callSid: string): Promise<void> {
  if ('ms' in step) await advance(step.ms)
  else if ('digits' in step) await rig.phones.press(CALLER, step.digits).catch(() => undefined)
  else if ('twiml' in step) {
    await ask(`/Calls/${callSid}.json`, { Twiml: `<Response>${step.twiml}</Response>` })
  } else if ('status' in step) {
    await ask(`/Calls/${callSid}/Recordings.json`, {})
    await ask(`/Calls/${callSid}/Recordings/Twilio.CURRENT.json`, { Status: step.status })
  } else {
    const room = (await snapshot()).conferences[0]?.sid ?? 'CF0'
    if ('to' in step) {
      const form = { From: rig.number, To: step.to }
      await ask(`/Conferences/${room}/Participants.json`, form)
    } else {
      const form = { Hold: step.hold, Muted: step.muted }
      await ask(`/Conferences/${room}/Participants/${callSid}.json`, form)
    }
  }
}

async function allIsOver(): Promise<void> {
  await until(async () => {
    const { calls } = await snapshot()
    for (const { sid, status } of calls) {
      if (!OVER.has(status)) await ask(`/Calls/${sid}.json`, { Status: 'completed' })
    }
    await advance(60_000)
    const { openLegs, calls: ended, conferences, recordings } = await snapshot()
    expect(openLegs).toBe(0)
    expect(ended.filter(({ status }) => !OVER.has(status))).toEqual([])
    expect(conferences.filter(({ status }) => status !== 'completed')).toEqual([])
    expect(
      recordings.filter(({ status }) => ['in-progress', 'paused', 'processing'].includes(status)),
    ).toEqual([])
  })
}

test(
  'whatever a document and REST do to a call, it ends, and leaves nothing open',
  async () => {
    await rig.phones.make(CALLER, 400)
    await fc.assert(
      fc.asyncProperty(randomTwiml, fc.array(act, { maxLength: 5 }), async (twiml, acts) => {
        await rig.onCall(twiml)
        const asked = rig.app.at('/voice').length
        const callSid = await rig.phones.dial(CALLER, rig.number)
        await until(() => expect(rig.app.at('/voice').length).toBeGreaterThan(asked))
        for (const step of acts) await perform(step, callSid)
        await allIsOver()
        const { baseUrl } = rig.description
        await control(baseUrl, 'POST', '/reset', { keepConfiguration: true })
        await rig.phones.make(CALLER, 400)
        await rig.phones.make('+15005551002', 700)
      }),
      { seed: SEED, numRuns: RUNS, endOnFailure: true },
    )
  },
  30_000 + RUNS * 1000,
)

test('what is no HTTP form, JSON or frame is refused, and the next call works', async () => {
  const { baseUrl, signalling } = rig.description
  for (const body of ['{', '[]', 'null', '"x"', '\0']) {
    const headers = { 'content-type': 'application/json' }
    const { status } = await fetch(`${baseUrl}/sandbox/phones`, { method: 'POST', headers, body })
    expect(status).toBeGreaterThanOrEqual(400)
    expect(status).toBeLessThan(500)
  }
  for (const frame of ['', '{', 'null', '[]', '{"type":"odd"}', '{"type":"invite","payload":7}']) {
    await sendFrame(`ws://${signalling}/signal`, frame)
  }
  await rig.phones.make(CALLER, 400)
  await rig.onCall('<Hangup/>')
  const callSid = await rig.phones.dial(CALLER, rig.number)
  await until(async () =>
    expect((await snapshot()).calls.find(({ sid }) => sid === callSid)?.status).toBe('completed'),
  )
})

/** Sends one frame, and resolves when the server has had it: it has closed, or answered our close. */
function sendFrame(url: string, frame: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const socket = new WebSocket(url)
    socket.addEventListener('open', () => {
      socket.send(frame)
      socket.close()
    })
    socket.addEventListener('close', () => resolve())
    socket.addEventListener('error', () => reject(new Error(`no socket at ${url}`)))
  })
}
