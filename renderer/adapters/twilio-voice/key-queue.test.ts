import * as fc from 'fast-check'
import { expect, it } from 'vitest'
import { noKeys, reduceKeys, type KeyEffect, type KeyEvent, type KeyQueue } from './key-queue.ts'

/** A browser's tones: a tone takes 303 ms, and a string takes the place of what is left of the one before. */
class Tones {
  readonly far: string[] = []
  #left = ''
  #next: number | null = null

  /** @returns false when it takes the place of keys that were still to go. */
  insert(keys: string, at: number): boolean {
    const clear = this.#left === '' && this.#next === null
    this.#left = keys
    this.#next ??= at
    return clear
  }

  get next(): number | null {
    return this.#next
  }

  /** The tone that begins now; an empty one when all are out. */
  turn(): string {
    const tone = this.#left.slice(0, 1)
    this.#left = this.#left.slice(1)
    if (tone !== '') this.far.push(tone)
    this.#next = tone === '' ? null : (this.#next ?? 0) + 303
    return tone
  }
}

const press = fc.record({
  after: fc.nat(700),
  keys: fc.stringMatching(/^[0-9*#]{1,4}$/u),
})

it('whatever keys come at whatever times: all go out once, in order, and no string over another', () => {
  fc.assert(
    fc.property(fc.array(press, { maxLength: 30 }), (presses) => {
      const tones = new Tones()
      const told: string[] = []
      let queue = noKeys
      let over = false
      const take = (event: KeyEvent, at: number) => {
        const step = reduceKeys(queue, event)
        queue = step.queue
        for (const effect of step.effects) {
          if (effect.kind === 'tell') told.push(...effect.keys)
          else over ||= !tones.insert(effect.keys, at)
        }
        // What is told as sent has been on the wire, and the tone that sounds is not told yet.
        expect(tones.far.slice(0, told.length)).toEqual(told)
      }
      const soundUntil = (until: number) => {
        while (tones.next !== null && tones.next <= until) {
          const at = tones.next
          take({ kind: 'tone', tone: tones.turn() }, at)
        }
      }
      let now = 0
      for (const { after, keys } of presses) {
        now += after
        soundUntil(now)
        take({ kind: 'press', keys }, now)
      }
      soundUntil(Number.POSITIVE_INFINITY)
      const all = presses.map(({ keys }) => keys).join('')
      expect(tones.far.join('')).toBe(all)
      expect(told.join('')).toBe(all)
      expect([queue, over]).toEqual([noKeys, false])
    }),
  )
})

/** The effects of all events together, from an empty queue on. */
function effectsOf(...events: readonly KeyEvent[]): readonly KeyEffect[] {
  let queue: KeyQueue = noKeys
  return events.flatMap((event) => {
    const step = reduceKeys(queue, event)
    queue = step.queue
    return step.effects
  })
}

it('whatever is told: every key is told at most once, in the order in which it was pressed', () => {
  const event = fc.oneof(
    press.map(({ keys }): KeyEvent => ({ kind: 'press', keys })),
    fc.constantFrom<KeyEvent>(
      { kind: 'tone', tone: '1' },
      { kind: 'tone', tone: '' },
      { kind: 'message-sent' },
      { kind: 'cut' },
    ),
  )
  fc.assert(
    fc.property(fc.array(event), (events) => {
      const effects = effectsOf(...events, { kind: 'cut' })
      const pressed = events.map((each) => (each.kind === 'press' ? each.keys : '')).join('')
      expect(effects.map((each) => (each.kind === 'tell' ? each.keys : '')).join('')).toBe(pressed)
    }),
  )
})

it('tells a key as sent when the next tone begins, or when all are out', () => {
  expect(
    effectsOf(
      { kind: 'press', keys: '1' },
      { kind: 'tone', tone: '1' },
      { kind: 'press', keys: '2' },
      { kind: 'press', keys: '3' },
      { kind: 'tone', tone: '' },
      { kind: 'tone', tone: '2' },
      { kind: 'tone', tone: '3' },
    ),
  ).toEqual([
    { kind: 'hand', keys: '1' },
    { kind: 'tell', keys: '1', became: 'sent' },
    { kind: 'hand', keys: '23' },
    { kind: 'tell', keys: '2', became: 'sent' },
  ])
})

it('does not take the end of tones that were cut for the end of the next string', () => {
  expect(
    effectsOf(
      { kind: 'press', keys: '12' },
      { kind: 'tone', tone: '1' },
      { kind: 'cut' },
      { kind: 'press', keys: '3' },
      { kind: 'tone', tone: '' },
      { kind: 'tone', tone: '3' },
      { kind: 'tone', tone: '' },
    ),
  ).toEqual([
    { kind: 'hand', keys: '12' },
    { kind: 'tell', keys: '12', became: 'lost' },
    { kind: 'hand', keys: '3' },
    { kind: 'tell', keys: '3', became: 'sent' },
  ])
})
