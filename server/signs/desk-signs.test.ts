import { pino } from 'pino'
import { describe, expect, it } from 'vitest'
import { fakeClock } from '../testing/fake-clock.ts'
import { createDeskSigns } from './desk-signs.ts'

/** Desks that answer as soon as they are asked, but for those in `dead`. Times in seconds since the start. */
function openSigns(watched: readonly string[], dead: readonly string[] = []) {
  const clock = fakeClock()
  const began = clock.now()
  const told: string[] = []
  const asked: string[] = []
  const world = { watched, dead: new Set(dead) }
  const tell = (what: string) => (identity: string) =>
    told.push(`${identity} ${what} ${(clock.now() - began) / 1000}`)
  const signs = createDeskSigns({
    clock,
    log: pino({ level: 'silent' }),
    watched: () => world.watched,
    ask(identity) {
      asked.push(identity)
      if (!world.dead.has(identity)) signs.hear(identity)
    },
    onSilent: tell('silent'),
    onLost: tell('lost'),
  })
  signs.start()
  return {
    clock,
    signs,
    world,
    told,
    asked,
    pass: (seconds: number) => clock.advance(seconds * 1000),
  }
}

describe('a desk in a conversation', () => {
  it('is asked once a second, and nobody else is', () => {
    const { asked, world, pass } = openSigns(['ada'])
    pass(10)
    world.watched = []
    pass(10)
    expect(asked).toEqual(Array.from({ length: 11 }, () => 'ada'))
  })

  it.each([['no other'], ['one other', 'ben'], ['two others', 'ben', 'cleo']])(
    'is silent after three seconds and lost after eight, once each, with %s',
    (_title, ...others) => {
      const { told, world, pass } = openSigns(['ada', ...others])
      pass(20)
      expect(told).toEqual([])
      world.dead.add('ada')
      pass(20)
      expect(told).toEqual(['ada silent 23', 'ada lost 28'])
    },
  )

  it('is silent again only after it was heard again', () => {
    const { told, signs, world, pass } = openSigns(['ada', 'ben'])
    pass(20)
    world.dead.add('ada')
    pass(7)
    signs.hear('ada')
    pass(7)
    expect(told).toEqual(['ada silent 23', 'ada silent 30'])
  })

  it('gives a sign with anything that it sends', () => {
    const { told, signs, world, pass } = openSigns(['ada', 'ben'])
    pass(20)
    world.dead.add('ada')
    for (let beat = 0; beat < 10; beat += 1) {
      pass(2.9)
      signs.hear('ada')
    }
    expect(told).toEqual([])
  })

  it('is silent all the same when a sign of another came late', () => {
    const { told, world, pass } = openSigns(['ada', 'ben'])
    pass(20)
    world.dead.add('ada')
    world.dead.add('ben')
    pass(2)
    world.dead.delete('ben')
    pass(7)
    expect(told).toEqual(['ada silent 23.25', 'ada lost 28'])
  })

  it('whose conversation is over, and begins again, has its time from there on', () => {
    const { told, world, pass } = openSigns(['ada', 'ben'])
    pass(20)
    world.dead.add('ada')
    pass(2)
    world.watched = ['ben']
    pass(30)
    world.watched = ['ada', 'ben']
    pass(4)
    expect(told).toEqual(['ada silent 55.25'])
  })

  it('does not count as silent when it is older than the question', () => {
    const { told, asked, signs, pass } = openSigns(['ada', 'ben'], ['ada'])
    signs.onConnected('ada', false)
    pass(60)
    expect(told).toEqual([])
    expect(asked.filter((identity) => identity === 'ada')).toHaveLength(1)
    signs.onConnected('ada', true)
    pass(4)
    expect(told).toEqual(['ada silent 63.25'])
  })
})

describe('nobody is silent', () => {
  it('while the server does not hear half of the others', () => {
    const { told, world, pass } = openSigns(['ada', 'ben', 'cleo', 'dan'])
    pass(20)
    for (const identity of ['ada', 'ben', 'cleo']) world.dead.add(identity)
    pass(60)
    expect(told).toEqual([])
  })

  it('for ten seconds after the others are heard again, because desks come back one by one', () => {
    const { told, world, pass } = openSigns(['ada', 'ben', 'cleo'])
    pass(20)
    for (const identity of world.watched) world.dead.add(identity)
    pass(40)
    world.dead.delete('ben')
    pass(9.5)
    expect(told).toEqual([])
    world.dead.delete('cleo')
    pass(10)
    expect(told).toEqual(['ada silent 71.25', 'ada lost 76.25'])
  })

  it('in the first ten seconds of a server', () => {
    const { told, pass } = openSigns(['ada', 'ben', 'cleo'], ['ada'])
    pass(9.5)
    expect(told).toEqual([])
    pass(10)
    expect(told).toEqual(['ada silent 10', 'ada lost 15'])
  })

  it('for ten seconds after the machine has slept, whatever the server takes for its own time', () => {
    const { clock, told, world, pass } = openSigns(['ada'])
    pass(20)
    world.dead.add('ada')
    pass(2)
    clock.setWall(3_600_000)
    pass(9.5)
    expect(told).toEqual([])
    pass(10)
    expect(told).toEqual(['ada silent 32.25', 'ada lost 37.25'])
  })
})

it('ends with its timer', () => {
  const { asked, signs, pass } = openSigns(['ada'])
  signs.close()
  pass(10)
  expect(asked).toEqual(['ada'])
})
