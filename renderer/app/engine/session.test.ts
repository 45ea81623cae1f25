import { succeed } from '../../../server/contract/result.ts'
import { mergeSettings } from '../../../electron/contract/merge-settings.ts'
import { describe, expect, it } from 'vitest'
import { FakeDesk } from '../../../tests/fakes/fake-desk.ts'
import { makeSession, settle } from '../../../tests/fakes/fake-ports.ts'
import { makeCall, makeDesk } from '../../../tests/fakes/snapshots.ts'
import { failWith } from '../../ports/result.ts'

describe('the session', () => {
  it('shows the sign-in screen without an error where nothing is remembered', async () => {
    const desk = new FakeDesk()
    expect(desk.view.session.kind).toBe('restoring')
    await desk.desk.start(null)
    await settle()
    expect(desk.view.session).toEqual({
      kind: 'signed-out',
      busy: false,
      error: null,
      demoAccounts: [{ username: 'ada', displayName: 'Ada' }],
      outdated: null,
      server: { url: 'http://127.0.0.1:4400', decidedBy: 'agent' },
    })
  })

  it.each(['too-many-requests', 'internal'] as const)(
    'tries again by itself after %s, with what is remembered',
    async (code) => {
      const desk = new FakeDesk()
      desk.fakes.answers.refresh = () => failWith(code, true, 30_000)
      await desk.desk.start(null)
      await desk.fakes.pass(29_000)
      expect(desk.did.take().filter((did) => did === 'refresh')).toHaveLength(1)
      desk.fakes.answers.refresh = () => succeed(makeSession('ada'))
      await desk.fakes.pass(2_000)
      expect(desk.view.session.kind).toBe('signed-in')
    },
  )

  it('waits for a server that is still starting, then restores', async () => {
    const desk = new FakeDesk()
    desk.fakes.answers.refresh = () => failWith('unreachable', true)
    await desk.desk.start(null)
    await desk.fakes.pass(4_000)
    expect(desk.view.session.kind).toBe('restoring')
    desk.fakes.answers.refresh = () => succeed(makeSession())
    await desk.fakes.pass(3_000)
    expect(desk.view.session).toMatchObject({ kind: 'signed-in', displayName: 'ADA' })
  })

  it('gives up waiting, says why, and signs in by itself when the server is back', async () => {
    const desk = new FakeDesk()
    desk.fakes.answers.refresh = () => failWith('unreachable', true)
    await desk.desk.start(null)
    await desk.fakes.pass(20_000)
    expect(desk.view.session).toMatchObject({ kind: 'signed-out', error: 'unreachable' })
    desk.fakes.answers.refresh = () => succeed(makeSession())
    await desk.fakes.pass(6_000)
    expect(desk.view.session.kind).toBe('signed-in')
  })

  it('opens everything once somebody has signed in, and closes it when they leave', async () => {
    const desk = new FakeDesk()
    await desk.desk.start(null)
    await settle()
    desk.did.take()
    desk.actions.signIn('ada', 'secret')
    await settle()
    expect(desk.did.take()).toEqual([
      'sign-in:ada',
      'authorize:access-1',
      'server-connect',
      'microphone-check',
      'voice-connect:twilio-token',
      'worker-connect:twilio-token',
    ])
    desk.actions.signOut()
    await settle()
    expect(desk.did.take()).toEqual([
      'sign-out',
      'voice-destroy',
      'worker-destroy',
      'server-disconnect',
      'authorize:null',
    ])
    expect(desk.view.session).toMatchObject({ kind: 'signed-out', error: null })
  })

  it('does not listen to what comes late, after the desk was left', async () => {
    const desk = new FakeDesk()
    await desk.becomeReady()
    desk.actions.signOut()
    await settle()
    desk.did.take()
    const left = desk.desk.engine.state()
    desk.ring()
    desk.fakes.server.emit({ kind: 'desk', snapshot: makeDesk({ calls: [makeCall()] }) })
    desk.fakes.voice.emit({ kind: 'voice-registration', state: 'registered' })
    desk.softphone.place({ kind: 'number', number: '+14155550199' }, undefined)
    expect(desk.desk.engine.state()).toBe(left)
    expect(desk.did.take()).toEqual([])
  })

  it('tells why a sign-in was refused', async () => {
    const desk = new FakeDesk()
    await desk.desk.start(null)
    await settle()
    desk.fakes.answers.signIn = () => failWith('wrong-credentials', false)
    desk.actions.signIn('ada', 'wrong')
    expect(desk.view.session).toMatchObject({ busy: true })
    await settle()
    expect(desk.view.session).toMatchObject({ busy: false, error: 'wrong-credentials' })
  })

  it('enters the demo account of the address without asking', async () => {
    const desk = new FakeDesk()
    await desk.desk.start('grace')
    await settle()
    expect(desk.view.session).toMatchObject({ kind: 'signed-in', displayName: 'GRACE' })
  })

  it('renews before the access token expires', async () => {
    const desk = new FakeDesk()
    await desk.becomeReady()
    await desk.fakes.pass(400_000)
    expect(desk.did.take()).not.toContain('refresh')
    await desk.fakes.pass(25_000)
    expect(desk.did.take()).toContain('refresh')
    expect(desk.view.session.kind).toBe('signed-in')
  })

  it('renews and asks again when the server no longer takes the token', async () => {
    const desk = new FakeDesk()
    await desk.becomeReady()
    let asked = 0
    desk.fakes.answers.command = () => {
      asked += 1
      return asked === 1 ? failWith('signed-out', false) : succeed(undefined)
    }
    desk.ring()
    desk.did.take()
    desk.softphone.afterCallWork.extend('call-1')
    await settle()
    expect(desk.did.take()).toEqual([
      'command:extend:call-1',
      'refresh',
      'authorize:access-1',
      'server-connect',
      'command:extend:call-1',
    ])
  })

  it('leaves the desk when the session is void, and says so', async () => {
    const desk = new FakeDesk()
    await desk.becomeReady()
    desk.ring()
    desk.fakes.answers.refresh = () => failWith('signed-out', false)
    desk.fakes.server.emit({ kind: 'server-refused' })
    await settle()
    expect(desk.view.session).toMatchObject({ kind: 'signed-out', error: 'signed-out' })
    expect(desk.view.stage.kind).toBe('idle')
    expect(desk.did.take()).toContain('silence')
  })

  it('does not become somebody else who signed in in another window', async () => {
    const desk = new FakeDesk()
    await desk.becomeReady()
    desk.fakes.answers.refresh = () => succeed(makeSession('grace', 'access-of-grace'))
    desk.fakes.server.emit({ kind: 'server-refused' })
    await settle()
    expect(desk.did.take()).not.toContain('authorize:access-of-grace')
    expect(desk.view.session.kind).toBe('signed-out')
  })

  it('goes when the server says that the agent signed in elsewhere', async () => {
    const desk = new FakeDesk()
    await desk.becomeReady()
    desk.fakes.server.emit({ kind: 'server-signed-out', because: 'signed-in-elsewhere' })
    expect(desk.view.session).toMatchObject({ kind: 'signed-out', error: 'signed-in-elsewhere' })
  })

  it('goes at once, and says why, when an administrator has signed the agent out during a renewal', async () => {
    const desk = new FakeDesk()
    await desk.becomeReady()
    desk.fakes.server.emit({ kind: 'server-refused' })
    desk.fakes.server.emit({ kind: 'server-signed-out', because: 'account-disabled' })
    expect(desk.view.session).toMatchObject({ kind: 'signed-out', error: 'account-disabled' })
  })

  it('stays when the farewell is for the session that was just replaced', async () => {
    const desk = new FakeDesk()
    await desk.becomeReady()
    desk.fakes.server.emit({ kind: 'server-refused' })
    desk.fakes.server.emit({ kind: 'server-signed-out', because: 'signed-in-elsewhere' })
    await settle()
    desk.fakes.server.emit({ kind: 'server-signed-out', because: 'signed-in-elsewhere' })
    expect(desk.view.session.kind).toBe('signed-in')
    await desk.fakes.pass(4_000)
    desk.fakes.server.emit({ kind: 'server-signed-out', because: 'signed-in-elsewhere' })
    expect(desk.view.session.kind).toBe('signed-out')
  })

  it('warns where the system keeps no sign-in', async () => {
    const desk = new FakeDesk()
    desk.fakes.answers.remembered = false
    await desk.becomeReady()
    expect(desk.view.session).toMatchObject({ remembered: false })
    expect(desk.view.notice).toEqual({ kind: 'session-only' })
  })

  it('tells of hotkeys that were lost before anybody signed in', async () => {
    const desk = new FakeDesk()
    desk.fakes.desktop.emit({ kind: 'hotkeys-failed' })
    await desk.desk.start('ada')
    desk.fakes.desktop.emit({ kind: 'hotkeys-failed' })
    await settle()
    expect(desk.view.notice).toEqual({ kind: 'failed', what: 'hotkeys' })
  })

  it('tells once that the global keys are other ones', async () => {
    const desk = new FakeDesk()
    desk.fakes.answers.settings = () => ({
      effective: mergeSettings({}, {}),
      keptAside: null,
      keysMoved: true,
    })
    await desk.desk.start('ada')
    await settle()
    expect(desk.view.notice).toEqual({ kind: 'hotkeys-moved' })
    desk.actions.signOut()
    desk.actions.signIn('ada', 'correct horse')
    await settle()
    expect(desk.view).toMatchObject({ session: { kind: 'signed-in' }, notice: null })
  })

  it('logs names and codes, never what was typed', async () => {
    const desk = new FakeDesk()
    await desk.desk.start(null)
    await settle()
    desk.actions.signIn('ada', 'correct horse')
    await settle()
    desk.softphone.place({ kind: 'number', number: '+14155550199' }, undefined)
    desk.actions.writeNotes('call-1', 'a private matter')
    const log = JSON.stringify(desk.fakes.logged)
    expect(log).toContain('sign-in')
    expect(log).not.toMatch(/correct horse|4155550199|private|access-1/)
  })
})
