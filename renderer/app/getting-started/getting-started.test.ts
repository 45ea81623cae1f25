import { succeed } from '../../../server/contract/result.ts'
import { expect, it } from 'vitest'
import { FakeDesk } from '../../../tests/fakes/fake-desk.ts'
import { makeSession, settle } from '../../../tests/fakes/fake-ports.ts'
import { makeCall, makeDesk } from '../../../tests/fakes/snapshots.ts'

async function signedIn(username = 'ada', desk = new FakeDesk()) {
  desk.fakes.answers.signIn = () => succeed(makeSession(username))
  desk.actions.signIn(username, 'secret')
  await settle()
  return { desk, now: () => desk.desk.gettingStarted.store.getState() }
}

async function freshDesk(): Promise<FakeDesk> {
  const desk = new FakeDesk()
  await desk.desk.start(null)
  await settle()
  return desk
}

it('is shown at an agent’s first sign-in at this machine, until they close it', async () => {
  const { desk, now } = await signedIn('ada', await freshDesk())
  expect(now()).toMatchObject({ shown: true, heardRing: false })
  desk.desk.gettingStarted.actions.confirmRing()
  desk.desk.gettingStarted.actions.close()
  expect(now()).toMatchObject({ shown: false, heardRing: true })
  desk.actions.signOut()
  await settle()
  await signedIn('grace', desk)
  expect(now()).toMatchObject({ shown: true, heardRing: false })
  desk.actions.signOut()
  await settle()
  await signedIn('ada', desk)
  expect(now()).toMatchObject({ shown: false, heardRing: true })
  desk.desk.gettingStarted.actions.show()
  expect(now().shown).toBe(true)
})

it('ends with the first call, also for the next start', async () => {
  const { desk, now } = await signedIn('ada', await freshDesk())
  desk.fakes.server.emit({ kind: 'server-link', state: 'connected' })
  desk.fakes.server.emit({
    kind: 'desk',
    snapshot: makeDesk({ revision: 2, calls: [makeCall()] }),
  })
  expect(now().shown).toBe(false)
  expect(desk.fakes.progress.get('ada')).toEqual({ heardRing: false, finished: true })
})

it('knows the customer’s page of a sandbox', async () => {
  const desk = new FakeDesk()
  desk.fakes.answers.customerPage = 'http://127.0.0.1:1/sandbox/customer'
  await desk.desk.start(null)
  await settle()
  const { now } = await signedIn('ada', desk)
  expect(now().customerPage).toBe('http://127.0.0.1:1/sandbox/customer')
})
