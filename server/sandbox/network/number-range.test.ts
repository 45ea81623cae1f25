import { describe, expect, test } from 'vitest'
import { toneSource } from '../media/sources.ts'
import type { BridgedCall } from './testing/bridge.ts'
import { createSimulation } from './testing/simulation.ts'

type Simulation = ReturnType<typeof createSimulation>

function ring(sim: Simulation, number: string): BridgedCall {
  const leg = sim.network.phoneLeg(number)
  if (!leg) throw new Error(`${number} is not allocated`)
  return sim.bridge.ring(leg, '+15005550001', number)
}

/** Lets promises that are ready run: what a phone plays is loaded by one. */
const settle = () => new Promise((resolve) => setImmediate(resolve))

/** The other party speaks, or is silent, for a time. */
function pass(sim: Simulation, call: BridgedCall, seconds: number, speaks: boolean): void {
  const voice = toneSource(300)
  for (let i = 0; i < seconds * 50; i++) {
    if (speaks) call.leg.write(voice.read())
    sim.ticker.advance(1)
  }
}

describe('a number of the range', () => {
  test.each([
    ['+15005570003', 3, ['ringing', 'answered']],
    ['+15005571002', 3, ['ringing', 'answered', 'ended hangup']],
    ['+15005572000', 0, ['ended busy']],
    ['+15005573000', 3600, ['ringing']],
    ['+15005574004', 4, ['ringing', 'ended busy']],
    ['+15005575006', 6, ['ringing', 'answered']],
    ['+15005579000', 0, ['ended failed']],
  ])('%s within %i seconds: %j', (number, seconds, log) => {
    const sim = createSimulation()
    const call = ring(sim, number)
    sim.clock.advance(seconds * 1000)
    expect(call.log).toEqual(log)
  })

  test.each([
    ['+15005579000', 404],
    ['+15005579503', 503],
    ['+15005579200', 404],
  ])('%s cannot be reached: SIP %i', (number, sipCode) => {
    const sim = createSimulation()
    const call = ring(sim, number)
    sim.clock.advance(0)
    expect(call.ended).toMatchObject({ kind: 'failed', sipCode })
  })

  test('is there when somebody asks, not before', () => {
    const { network } = createSimulation()
    const listed = () => network.list().some(({ number }) => number === '+15005572001')
    expect(listed()).toBe(false)
    expect(network.view('+15005572001')).toMatchObject({ ok: true })
    expect(listed()).toBe(true)
    expect(network.phoneLeg('+15005560000')).toBeNull()
  })

  test('tells a mailbox from a person', () => {
    const sim = createSimulation()
    const answerer = (number: string) => ring(sim, number).leg.answersAs?.()
    expect(answerer('+15005575001')).toEqual({ answeredBy: 'machine', greetingSeconds: 5 })
    expect(answerer('+15005570001')).toEqual({ answeredBy: 'human', greetingSeconds: 0 })
  })

  test('greets for as long as it says, and beeps then', async () => {
    const sim = createSimulation()
    const call = ring(sim, '+15005575001')
    sim.clock.advance(1000)
    await expect
      .poll(() => {
        sim.ticker.advance(1)
        return call.leg.read() !== null
      })
      .toBe(true)
    const loud = Array.from({ length: 5.6 * 50 }, () => {
      const frame = call.leg.read()
      sim.ticker.advance(1)
      return frame?.some((sample) => Math.abs(sample) > 1000) ?? false
    })
    expect(loud.slice(0, 5 * 50)).toContain(true)
    expect(loud.slice(4.8 * 50, 5 * 50)).not.toContain(true)
    expect(loud.slice(5 * 50, 5.5 * 50)).not.toContain(false)
    expect(loud.slice(5.5 * 50)).not.toContain(true)
  })

  test('hears a menu out and presses its digits', async () => {
    const sim = createSimulation()
    const call = ring(sim, '+15005577042')
    sim.clock.advance(1000)
    await settle()
    pass(sim, call, 3, false)
    pass(sim, call, 2, true)
    pass(sim, call, 0.9, false)
    expect(call.log).not.toContain('digit 4')
    pass(sim, call, 0.2, false)
    expect(call.log.slice(2)).toEqual(['digit 4', 'digit 2'])
  })

  test('talks by turns and takes its leave', async () => {
    const sim = createSimulation()
    const call = ring(sim, '+15005576002')
    sim.clock.advance(2000)
    // Speech is made by a program of the machine, where there is one.
    await expect
      .poll(() => {
        sim.ticker.advance(1)
        return call.leg.read() !== null
      })
      .toBe(true)
    for (const turn of [1, 2]) {
      pass(sim, call, 5, false)
      expect(call.log.at(-1), `before turn ${turn}`).toBe('answered')
      pass(sim, call, 1, true)
      pass(sim, call, 8, false)
    }
    expect(call.log.at(-1)).toBe('ended hangup')
  })

  test('a timeout that runs out', async () => {
    const sim = createSimulation()
    const call = ring(sim, '+15005577001')
    sim.clock.advance(1000)
    await settle()
    pass(sim, call, 30, false)
    expect(call.log.at(-1)).toBe('answered')
    pass(sim, call, 2, false)
    expect(call.log.at(-1)).toBe('digit 1')
  })
})
