import { succeed } from '../../../server/contract/result.ts'
import { beforeEach, expect, it } from 'vitest'
import { FakeDesk } from '../../../tests/fakes/fake-desk.ts'
import { makeSession, settle } from '../../../tests/fakes/fake-ports.ts'
import { makeCall, makeDesk, makeWrapUp } from '../../../tests/fakes/snapshots.ts'
import { failWith } from '../../ports/result.ts'

let desk: FakeDesk

/** Ready, and in a conversation. */
beforeEach(async () => {
  desk = new FakeDesk()
  await desk.becomeReady()
  desk.ring()
  desk.softphone.accept('call-1')
  desk.fakes.voice.emit({ kind: 'voice-opened', id: 'inbound-1' })
  snapshot(2)
  desk.did.take()
})

function snapshot(
  revision: number,
  over: Parameters<typeof makeDesk>[0] = { calls: [makeCall()] },
) {
  desk.fakes.server.emit({ kind: 'desk', snapshot: makeDesk({ revision, ...over }) })
}

/** The refresh token is refused, whatever the reason. */
async function lose(): Promise<void> {
  desk.fakes.answers.refresh = () => failWith('signed-out', false)
  desk.fakes.server.emit({ kind: 'server-refused' })
  await settle()
}

const ending = new Set(['voice-destroy', 'voice-hang-up:inbound-1', 'worker-destroy'])

/** What the desk shows, and what was done that could end the call. */
function now() {
  const { session, stage } = desk.view
  return { session, stage, ended: desk.did.take().filter((what) => ending.has(what)) }
}

const callUp = {
  session: { kind: 'lost', username: 'ada' },
  stage: { kind: 'call', call: { callId: 'call-1' } },
  ended: [],
}

it('a refused renewal leaves the call as it is, and asks for the password over it', async () => {
  await lose()
  expect(now()).toMatchObject(callUp)
})

it('so does the word that the agent is signed out', () => {
  desk.fakes.server.emit({ kind: 'server-signed-out', because: 'signed-in-elsewhere' })
  expect(now()).toMatchObject(callUp)
})

it('so does the word that the account was disabled, until the server has handed the customer on', () => {
  desk.fakes.server.emit({ kind: 'server-signed-out', because: 'account-disabled' })
  expect(now()).toMatchObject(callUp)
  desk.fakes.voice.emit({ kind: 'voice-ended', id: 'inbound-1', reason: 'remote' })
  expect(desk.view.session).toMatchObject({ kind: 'signed-out', error: 'account-disabled' })
})

it('so does a command that is refused', async () => {
  desk.fakes.answers.refresh = () => failWith('signed-out', false)
  desk.fakes.answers.request = () => failWith('signed-out', false)
  desk.softphone.hold('call-1')
  await settle()
  expect(now()).toMatchObject(callUp)
})

it('so does a renewal that brings somebody else, who signed in in another window', async () => {
  desk.fakes.answers.refresh = () => succeed(makeSession('grace', 'access-of-grace'))
  desk.fakes.server.emit({ kind: 'server-refused' })
  await settle()
  expect(now()).toMatchObject(callUp)
})

it('a renewal without an answer is tried again, and nothing is lost', async () => {
  desk.fakes.answers.refresh = () => failWith('unreachable', true)
  await desk.fakes.pass(425_000)
  desk.fakes.answers.refresh = () => succeed(makeSession('ada', 'access-2'))
  await desk.fakes.pass(6_000)
  expect(desk.view.session.kind).toBe('signed-in')
  expect(desk.did.take()).toContain('authorize:access-2')
})

it('meanwhile mute and keys work, and nothing is asked of the server', async () => {
  await lose()
  desk.did.take()
  desk.softphone.mute('call-1', true)
  desk.softphone.sendDigits('call-1', '5')
  desk.softphone.hold('call-1')
  desk.softphone.place({ kind: 'number', number: '+14155550199' }, undefined)
  await settle()
  expect(desk.view.stage).toMatchObject({ muted: true, failure: null })
  expect(desk.did.take()).toEqual(['voice-mute:inbound-1:true', 'voice-digits:inbound-1:5'])
})

it('goes on as before once the same agent has signed in', async () => {
  await lose()
  desk.softphone.mute('call-1', true)
  desk.did.take()
  desk.actions.signIn('ada', 'secret')
  expect(desk.view.session).toMatchObject({ kind: 'lost', busy: true })
  await settle()
  expect(desk.did.take()).toEqual(['sign-in:ada', 'authorize:access-1', 'server-connect'])
  desk.fakes.server.emit({ kind: 'server-link', state: 'connected' })
  snapshot(3)
  expect(desk.view.session.kind).toBe('signed-in')
  expect(desk.view.stage).toMatchObject({ kind: 'call', muted: true })
  expect(desk.view.readiness).toMatchObject({ ready: true })
})

it('tells of a wrong password, and asks again', async () => {
  await lose()
  desk.fakes.answers.signIn = () => failWith('wrong-credentials', false)
  desk.actions.signIn('ada', 'wrong')
  await settle()
  expect(desk.view.session).toMatchObject({ busy: false, error: 'wrong-credentials' })
  expect(now()).toMatchObject(callUp)
})

it('lets nobody else in while the call lasts', async () => {
  await lose()
  desk.did.take()
  desk.actions.signIn('grace', 'secret')
  desk.actions.signInDemo('grace')
  await settle()
  expect(desk.did.take()).toEqual([])
})

it('sends away another account of the same name', async () => {
  await lose()
  const other = makeSession('ada', 'access-of-another')
  desk.fakes.answers.signIn = () =>
    succeed({ ...other, agent: { ...other.agent, userId: 'another-ada' } })
  desk.actions.signIn('ada', 'secret')
  await settle()
  expect(desk.view.session).toMatchObject({ kind: 'lost', error: 'forbidden' })
  const did = desk.did.take()
  expect(did).toContain('sign-out')
  expect(did).not.toContain('authorize:access-of-another')
})

it('a practice account needs no password', async () => {
  await lose()
  expect(desk.view.session).toMatchObject({ demo: true })
  desk.actions.signInDemo('ada')
  await settle()
  expect(desk.view.session.kind).toBe('signed-in')
})

it('hanging up ends our leg without the server, and then the desk is left', async () => {
  await lose()
  desk.softphone.hangUp('call-1')
  expect(desk.did.take()).toContain('voice-hang-up:inbound-1')
  desk.fakes.voice.emit({ kind: 'voice-ended', id: 'inbound-1', reason: 'local' })
  expect(desk.view.session).toMatchObject({ kind: 'signed-out', error: 'signed-out' })
  expect(desk.did.take()).toContain('voice-destroy')
})

it('the customer hangs up while the password is being checked: the desk opens with what came', async () => {
  await lose()
  desk.actions.signIn('ada', 'secret')
  desk.fakes.voice.emit({ kind: 'voice-ended', id: 'inbound-1', reason: 'remote' })
  expect(desk.view.session).toMatchObject({ kind: 'signed-out', busy: true, error: null })
  await settle()
  expect(desk.view.session.kind).toBe('signed-in')
})

it('what was typed and not saved is there again when the same agent comes back', async () => {
  await lose()
  desk.fakes.answers.save = () => failWith('signed-out', false)
  desk.actions.writeNotes('call-1', 'wants a refund')
  await desk.fakes.pass(1_000)
  desk.fakes.voice.emit({ kind: 'voice-ended', id: 'inbound-1', reason: 'remote' })
  desk.fakes.answers.save = () => succeed(undefined)
  desk.did.take()
  desk.actions.signIn('ada', 'secret')
  await settle()
  desk.fakes.server.emit({ kind: 'server-link', state: 'connected' })
  snapshot(3, { calls: [], wrapUps: [makeWrapUp()] })
  expect(desk.view.stage).toMatchObject({ kind: 'wrap-up' })
  await desk.fakes.pass(4_000)
  expect(desk.did.take()).toContainEqual(
    expect.stringMatching(/^save-draft:call-1:.*wants a refund$/),
  )
})

it('and is nobody else’s', async () => {
  await lose()
  desk.actions.writeNotes('call-1', 'wants a refund')
  desk.fakes.voice.emit({ kind: 'voice-ended', id: 'inbound-1', reason: 'remote' })
  desk.fakes.answers.signIn = () => succeed(makeSession('grace', 'access-of-grace'))
  desk.actions.signIn('grace', 'secret')
  await settle()
  expect(desk.view.session).toMatchObject({ kind: 'signed-in', displayName: 'GRACE' })
  expect(desk.desk.engine.state().drafts).toEqual({})
  expect(desk.desk.engine.state().page.unsaved).toBeNull()
})
