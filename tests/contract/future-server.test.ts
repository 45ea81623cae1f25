import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { z } from 'zod'
import { callServer } from '../../renderer/adapters/server/http-client.ts'
import { openRealtime, type RealtimeDeps } from '../../renderer/adapters/server/realtime.ts'
import { Emitter } from '../../renderer/adapters/testing/emitter.ts'
import type { ServerEvent } from '../../renderer/ports/server-port.ts'
import { accepted, dialReply, paths, targetsReply } from '../../server/contract/commands.ts'
import { deskSnapshot, type DeskSnapshot } from '../../server/contract/desk.ts'
import { errorReply } from '../../server/contract/errors.ts'
import { session, welcome } from '../../server/contract/session.ts'
import { twilioAccess } from '../../server/contract/twilio-access.ts'
import { aCaller, anOutboundCall, dialling, play, talking } from '../../server/testing/calls.ts'
import { bearer, openOffice } from '../../server/testing/office.ts'
import type { Office } from '../../server/testing/office.ts'
import { until } from '../../server/testing/until.ts'
import { makeCall, makeDesk, makeTransfer } from '../fakes/snapshots.ts'
import { FUTURE, fromTheFuture, replaced, wordsIn } from './future.ts'

const ADA = 'tenant_main_user_ada'
let office: Office
beforeEach(async () => {
  office = await openOffice()
})
afterEach(() => office.close())

/** What the server really sends: a conversation, after-call work and a history. */
async function aRealSnapshot(): Promise<DeskSnapshot> {
  const { call } = play(aCaller(), talking)
  await office.calls.begin(call)
  await office.calls.dispatch(call.callId, { kind: 'customer-left' })
  await office.calls.begin(play(anOutboundCall(), dialling).call)
  const whole = async () => {
    const { calls, wrapUps, recent } = await office.desk.open(ADA, null)
    return calls.length > 0 && wrapUps.length > 0 && recent.length > 0
  }
  await until('the desk shows all of it', whole)
  return office.desk.open(ADA, null)
}

/** What an older desk, which is this one, makes of what it hears. */
function hear(snapshot: unknown): readonly ServerEvent[] {
  const heard: ServerEvent[] = []
  const socket = Object.assign(new Emitter(), {
    connected: false,
    active: true,
    connect: () => undefined,
  })
  // The cast: as much of the socket as is used here.
  const openSocket = (() => socket) as unknown as RealtimeDeps['openSocket']
  openRealtime(
    '',
    () => 'token',
    (event) => heard.push(event),
    { openSocket, after: () => () => undefined },
  )
  socket.emit('desk', JSON.parse(JSON.stringify(snapshot)))
  return heard
}

describe('a snapshot of a newer server', () => {
  it('is shown whole though each of its objects has a field more', async () => {
    const real = await aRealSnapshot()
    expect(hear(fromTheFuture(real))).toEqual([{ kind: 'desk', snapshot: real }])
  })

  it('is shown though any one of its words is new', async () => {
    const busy = makeDesk({
      ...(await aRealSnapshot()),
      takenOut: { since: '2026-01-05T12:00:00.000Z', reason: 'device', back: false },
    })
    const consulting = makeCall({
      transfer: makeTransfer({ pending: 'swap' }),
      handover: { from: 'Grace', kind: 'warm', reason: '', notes: '' },
      recording: {
        state: 'paused',
        pending: 'resume',
        since: '2026-01-05T12:00:00.000Z',
        resumesAt: null,
      },
      failure: {
        command: 'hold',
        code: 'refused',
        who: null,
        at: '2026-01-05T12:00:00.000Z',
      },
    })
    const snapshot = { ...busy, calls: [...busy.calls, consulting] }
    const words = wordsIn(deskSnapshot, snapshot)
    expect(words.length).toBeGreaterThan(20)
    for (const path of words) {
      const [event] = hear(replaced(snapshot, path, FUTURE))
      expect({ path, kind: event?.kind }).toEqual({ path, kind: 'desk' })
      // Nothing is left out: what a word is about can be seen all the same.
      const shown = event?.kind === 'desk' ? event.snapshot.calls.length : 0
      expect({ path, shown }).toEqual({ path, shown: snapshot.calls.length })
    }
  })

  it('says that there is a call whose state it does not know', async () => {
    const call = makeCall()
    const state = { kind: FUTURE, since: '2026-01-05T12:00:00.000Z' }
    const [event] = hear(replaced(makeDesk({ calls: [call] }), ['calls', 0, 'state'], state))
    expect(event).toMatchObject({
      kind: 'desk',
      snapshot: { calls: [{ callId: call.callId, state: { kind: 'unknown' } }] },
    })
  })

  it('is told where it cannot be read all the same, with its place and without its value', () => {
    const [event] = hear(replaced(makeDesk(), ['serverTime'], 'secret'))
    expect(event).toEqual({
      kind: 'desk-unreadable',
      issues: expect.stringContaining('serverTime') as string,
    })
    expect(JSON.stringify(event)).not.toContain('secret')
  })
})

describe('an HTTP answer of a newer server', () => {
  it('is read though each of its objects has a field more', async () => {
    const ada = await office.signIn('ada')
    const get = async (url: string) =>
      (await office.app.inject({ url, headers: bearer(ada) })).json<unknown>()
    const answers: readonly [z.ZodType, unknown][] = [
      [welcome, await get(paths.welcome)],
      [session, ada],
      [targetsReply, await get(paths.targets)],
      [twilioAccess, await get(paths.twilioAccess)],
      [accepted, { accepted: true }],
      [dialReply, { callId: 'c1', to: '+15005550143' }],
    ]
    for (const [reply, answer] of answers) {
      const got = await ask(fromTheFuture(answer), reply)
      expect(got).toEqual({ ok: true, value: answer })
    }
  })

  it('that refuses for a new reason is a refusal', async () => {
    const refusal = { error: { code: FUTURE, message: '', retryable: false } }
    expect(errorReply.parse(fromTheFuture(refusal)).error.code).toBe('internal')
    expect(await ask(refusal, accepted, 409)).toEqual({
      ok: false,
      failure: { code: 'internal', retryable: false },
    })
  })

  it('from before versions were told speaks the first', () => {
    const before = { product: 'Cordboard', version: '0.1.0', demoAccounts: [] }
    expect(welcome.parse(before).protocol).toEqual({ version: 1, oldest: 1 })
  })
})

function ask(answer: unknown, reply: z.ZodType, status = 200) {
  const fetch = async () => new Response(JSON.stringify(answer), { status })
  return callServer(fetch, '', { method: 'GET', path: '/', reply })
}
