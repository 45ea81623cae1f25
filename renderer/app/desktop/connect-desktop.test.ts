import { expect, it } from 'vitest'
import { FakeDesk } from '../../../tests/fakes/fake-desk.ts'
import { makeDesk, makeWrapUp } from '../../../tests/fakes/snapshots.ts'

it('tells the desktop when a wrap-up becomes overdue, which nothing but time does', async () => {
  const desk = new FakeDesk()
  await desk.becomeReady()
  const deadline = new Date(desk.fakes.now + 10_000).toISOString()
  const serverTime = new Date(desk.fakes.now).toISOString()
  desk.fakes.server.emit({
    kind: 'desk',
    snapshot: makeDesk({ serverTime, wrapUps: [makeWrapUp({ deadline })] }),
  })
  const last = () => desk.fakes.told.at(-1)
  expect(last()?.state).toMatchObject({
    words: 'Wrap-up',
    time: { counts: 'down', to: deadline },
    next: 'then Available',
  })
  const before = desk.fakes.told.length
  await desk.fakes.pass(9000)
  expect(desk.fakes.told.length).toBe(before)
  await desk.fakes.pass(3000)
  expect(last()?.state).toMatchObject({
    words: 'Wrap-up overdue',
    time: { counts: 'up', from: deadline },
  })
})
