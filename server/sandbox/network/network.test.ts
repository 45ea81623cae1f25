import { expect, test } from 'vitest'

import { dtmfSource } from '../media/dtmf.ts'
import { encodeWav } from '../media/wav.ts'
import { behaviourSchema } from './behaviour.ts'
import type { BehaviourInput } from './behaviour.ts'
import { NUMBER_PLAN } from './number-plan.ts'
import type { BridgedCall } from './testing/bridge.ts'
import { createSimulation } from './testing/simulation.ts'

const OURS = '+15005550001'
const ANN = '+15005551001'
const BOB = '+15005551002'

type Simulation = ReturnType<typeof createSimulation>

async function make(sim: Simulation, number: string, input: BehaviourInput = {}) {
  expect(await sim.network.make(number, behaviourSchema.parse(input))).toMatchObject({ ok: true })
}

function ring(sim: Simulation, number: string): BridgedCall {
  const leg = sim.network.phoneLeg(number)
  if (!leg) throw new Error(`${number} is not allocated`)
  return sim.bridge.ring(leg, OURS, number)
}

function callOf(sim: Simulation, number: string) {
  const view = sim.network.view(number)
  return view.ok ? view.value.call : null
}

function hears(sim: Simulation, number: string) {
  const view = sim.network.view(number)
  return view.ok ? view.value.hears : null
}

/** Lets promises that are ready run: what a phone plays is loaded by one. */
const settle = () => new Promise((resolve) => setImmediate(resolve))

test('nobody has a number that was never made', async () => {
  const { network } = createSimulation()
  expect(network.phoneLeg(ANN)).toBeNull()
  expect(network.dial(ANN, OURS)).toMatchObject({ ok: false, failure: { code: 'no-such-phone' } })
})

test('a phone answers by itself when its time has come', async () => {
  const sim = createSimulation()
  await make(sim, ANN, { answers: { afterSeconds: 2 } })
  const call = ring(sim, ANN)
  sim.clock.advance(1999)
  expect(call.log).toEqual(['ringing'])
  expect(callOf(sim, ANN)).toMatchObject({
    callSid: call.callSid,
    state: 'ringing',
    direction: 'incoming',
    from: OURS,
    to: ANN,
    answeredAt: null,
  })
  sim.clock.advance(1)
  expect(call.log).toEqual(['ringing', 'answered'])
  expect(callOf(sim, ANN)).toMatchObject({ state: 'in-progress', answeredAt: expect.any(String) })
})

test.each<[BehaviourInput['answers'], string[], string | null]>([
  ['busy', ['ended busy'], 'busy'],
  ['rejects', ['ringing', 'ended busy'], 'rejected'],
  ['never', ['ringing'], null],
  ['manual', ['ringing'], null],
])('a phone that is %j', async (answers, log, endReason) => {
  const sim = createSimulation()
  await make(sim, ANN, { answers })
  const call = ring(sim, ANN)
  sim.clock.advance(3_600_000)
  expect(call.log).toEqual(log)
  expect(callOf(sim, ANN)?.endReason).toBe(endReason)
})

test('a second caller finds the line busy, and the first notices nothing', async () => {
  const sim = createSimulation()
  await make(sim, ANN)
  const [first, second] = [ring(sim, ANN), ring(sim, ANN)]
  expect(second.log).toEqual(['ended busy'])
  expect(sim.network.answer(ANN)).toMatchObject({ ok: true })
  expect(first.log).toEqual(['ringing', 'answered'])
  expect(second.log).toEqual(['ended busy'])
})

test('a caller who gives up leaves a cancelled call and a free line', async () => {
  const sim = createSimulation()
  await make(sim, ANN, { answers: { afterSeconds: 5 } })
  const call = ring(sim, ANN)
  sim.bridge.hangUp(call)
  expect(callOf(sim, ANN)).toMatchObject({ state: 'ended', endReason: 'canceled' })
  sim.clock.advance(10_000)
  expect(call.log).toEqual(['ringing'])
  expect(ring(sim, ANN).log).toEqual(['ringing'])
})

test('a customer dials in: dialling, ringing, talking, over', async () => {
  const sim = createSimulation()
  await make(sim, ANN, { plays: { tone: 700 } })
  const dialled = sim.network.dial(ANN, OURS)
  const call = sim.bridge.calls[0]!
  expect(dialled).toEqual({ ok: true, value: { callSid: call.callSid } })
  expect(call.attempt).toMatchObject({ from: ANN, to: OURS, params: {} })
  expect(callOf(sim, ANN)).toMatchObject({ state: 'ringing', direction: 'outgoing' })
  expect(sim.network.dial(ANN, OURS)).toMatchObject({
    ok: false,
    failure: { code: 'phone-in-use' },
  })
  sim.bridge.accept(call)
  expect(callOf(sim, ANN)?.state).toBe('in-progress')
  expect(sim.network.press(ANN, '1w2')).toMatchObject({ ok: true })
  sim.clock.advance(500)
  expect(call.log).toEqual(['digit 1', 'digit 2'])
  expect(sim.network.hangUp(ANN)).toMatchObject({ ok: true })
  expect(call.ended).toEqual({ kind: 'hangup' })
  expect(callOf(sim, ANN)).toMatchObject({ state: 'ended', endReason: 'hung-up' })
  expect(sim.network.hangUp(ANN)).toMatchObject({ ok: false, failure: { code: 'no-call' } })
})

test('two phones hear each other, keep it, and hear silence afterwards', async () => {
  const sim = createSimulation()
  await make(sim, ANN, { plays: { tone: 440 } })
  await make(sim, BOB, { answers: { afterSeconds: 0 }, plays: { tone: 1000, dbfs: -10 } })
  sim.network.dial(ANN, OURS)
  const ann = sim.bridge.calls[0]!
  sim.bridge.accept(ann)
  const bob = ring(sim, BOB)
  sim.clock.advance(0)
  await settle()
  sim.bridge.join(ann, bob)
  sim.ticker.advance(60)
  expect(hears(sim, ANN)).toEqual({ dbfs: expect.closeTo(-10, 0), hz: 1000 })
  expect(hears(sim, BOB)).toEqual({ dbfs: expect.closeTo(-20, 0), hz: 440 })
  sim.network.hangUp(ANN)
  sim.ticker.advance(60)
  expect(hears(sim, BOB)).toEqual({ dbfs: -100, hz: null })
  const heard = sim.network.heardSamples(ANN)
  expect(heard.ok && heard.value.length).toBe(60 * 160)
})

test('a phone plays its list in turn, presses keys and hangs up', async () => {
  const sim = createSimulation()
  const wav = Buffer.from(encodeWav(new Int16Array(160).fill(1000))).toString('base64')
  await make(sim, ANN, {
    answers: { afterSeconds: 0 },
    plays: [{ wav }, { silence: 0.02 }, { tone: 500, seconds: 0.02 }],
    presses: [{ digits: '42#', afterSeconds: 1 }],
    hangsUpAfterSeconds: 3,
  })
  const call = ring(sim, ANN)
  sim.clock.advance(0)
  await settle()
  const loudness = Array.from({ length: 5 }, () => {
    sim.ticker.advance(1)
    return call.leg.read()?.reduce((max, sample) => Math.max(max, Math.abs(sample)), 0) ?? null
  })
  expect(loudness).toEqual([1000, 0, expect.closeTo(3277, -2), null, null])
  sim.clock.advance(3000)
  expect(call.log).toEqual(['ringing', 'answered', 'digit 4', 'digit 2', 'digit #', 'ended hangup'])
})

test('an echo says what it hears, and keys are heard', async () => {
  const sim = createSimulation()
  await make(sim, ANN, { answers: { afterSeconds: 0 }, plays: 'echo' })
  const call = ring(sim, ANN)
  sim.clock.advance(0)
  await settle()
  const keys = dtmfSource('19#')
  for (let frame = keys.read(); frame; frame = keys.read()) {
    call.leg.write(frame)
    sim.ticker.advance(1)
    expect(call.leg.read()).toEqual(frame)
  }
  const view = sim.network.view(ANN)
  expect(view.ok && view.value.digitsHeard).toBe('19#')
})

test('a phone in a call is not remade; an idle one is, and forgets', async () => {
  const sim = createSimulation()
  await make(sim, ANN)
  const call = ring(sim, ANN)
  const again = await sim.network.make(ANN, behaviourSchema.parse({}))
  expect(again).toMatchObject({ ok: false, failure: { code: 'phone-in-use' } })
  sim.bridge.hangUp(call)
  await make(sim, ANN, { answers: 'busy' })
  expect(callOf(sim, ANN)).toBeNull()
  const refused = ring(sim, ANN)
  sim.clock.advance(0)
  expect(refused.log).toEqual(['ended busy'])
})

test('taking a number out of service hangs up', async () => {
  const sim = createSimulation()
  await make(sim, ANN)
  const call = ring(sim, ANN)
  sim.network.answer(ANN)
  expect(sim.network.remove(ANN)).toMatchObject({ ok: true })
  expect(call.ended).toEqual({ kind: 'hangup' })
  expect(sim.network.phoneLeg(ANN)).toBeNull()
})

test.each([
  ['no base64 and no path', 'hello.wav', /neither a base64/u],
  ['a file that is not there', '/nowhere/at/all.wav', /ENOENT/u],
  ['a damaged file', 'UklGRgAAAAA=', /RIFF and WAVE/u],
])('%s is refused when the phone is made', async (_, wav, reason) => {
  const { network } = createSimulation()
  const made = await network.make(ANN, behaviourSchema.parse({ plays: { wav } }))
  expect(made).toMatchObject({ ok: false, failure: { code: 'bad-sound' } })
  expect(!made.ok && made.failure.message).toMatch(reason)
})

test('the numbers of the plan are there, and do as they say', async () => {
  const sim = createSimulation()
  expect(sim.network.list().map(({ number }) => number)).toEqual(Object.keys(NUMBER_PLAN))
  const [speaks, busy, never] = ['+15005550101', '+15005550102', '+15005550103'].map((number) =>
    ring(sim, number),
  )
  sim.clock.advance(60_000)
  expect([speaks, busy, never].map((call) => call?.log.at(-1))).toEqual([
    'answered',
    'ended busy',
    'ringing',
  ])
})
