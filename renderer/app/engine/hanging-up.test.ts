import { expect, it } from 'vitest'
import { settle } from '../../../tests/fakes/fake-ports.ts'
import { makeAgent, makeParty, makeReturning, makeWaiting } from '../../../tests/fakes/snapshots.ts'
import { first, talkingDesk, type TwoCallDesk } from '../../../tests/fakes/two-call-desk.ts'
import { failWith } from '../../ports/result.ts'
import { succeed } from '../../../server/contract/result.ts'

/*
 * The server takes a leg that ends without a command for a lost desk, and keeps its customer waiting. So the command must
 * reach it, also later.
 */

function asked(desk: TwoCallDesk): readonly string[] {
  return desk.did.take().filter((did) => /^(command|request-leave|voice-dial)/.test(did))
}

/** The agent has hung up, and the server did not answer. */
async function hangUpUnheard(desk: TwoCallDesk): Promise<void> {
  desk.fakes.answers.command = () => failWith('unreachable', true)
  desk.softphone.hangUp('call-1')
  await settle()
  desk.end('inbound-1', 'local')
  expect(desk.did.take()).toContain('voice-hang-up:inbound-1')
}

it('asks the server until it answers, and does not come back into the call meanwhile', async () => {
  const desk = await talkingDesk()
  await hangUpUnheard(desk)
  desk.tell(makeReturning())
  expect(asked(desk)).toEqual([])
  expect(desk.view.stage).toMatchObject({ hangingUp: true, failure: null })
  await desk.fakes.pass(3_000)
  expect(asked(desk)).toEqual(['command:hang-up:call-1'])
  desk.fakes.answers.command = () => succeed(undefined)
  await desk.fakes.pass(3_000)
  expect(asked(desk)).toEqual(['command:hang-up:call-1'])
  await desk.fakes.pass(9_000)
  expect(asked(desk)).toEqual([])
})

it('asks at once when the server is there again', async () => {
  const desk = await talkingDesk()
  desk.fakes.server.emit({ kind: 'server-link', state: 'disconnected' })
  await hangUpUnheard(desk)
  expect(desk.view.stage).toEqual({ kind: 'idle' })
  desk.fakes.answers.command = () => succeed(undefined)
  desk.fakes.server.emit({ kind: 'server-link', state: 'connected' })
  await settle()
  expect(asked(desk)).toEqual(['command:hang-up:call-1'])
  desk.tell(makeReturning())
  await desk.fakes.pass(9_000)
  expect(asked(desk)).toEqual([])
})

it('a guest who leaves tells the server just as surely', async () => {
  const desk = await talkingDesk()
  desk.tell({ ...first, parties: [makeParty(), makeAgent({ role: 'consult' })] })
  desk.fakes.answers.request = () => failWith('unreachable', true)
  desk.softphone.hangUp('call-1')
  await settle()
  expect(asked(desk)).toEqual(['request-leave:call-1'])
  desk.fakes.answers.request = () => succeed(undefined)
  await desk.fakes.pass(3_000)
  expect(asked(desk)).toEqual(['request-leave:call-1'])
})

it('a decline that did not reach the server is not said of a later offer', async () => {
  const desk = await talkingDesk()

  desk.tell(first, makeWaiting())
  desk.fakes.answers.command = () => failWith('unreachable', true)
  desk.softphone.decline('call-2')
  await settle()
  expect(asked(desk)).toEqual(['command:hang-up:call-2'])
  await desk.fakes.pass(9_000)
  expect(asked(desk)).toEqual([])
})

it('says that it failed when the server refuses, and the call is not over', async () => {
  const desk = await talkingDesk()
  desk.fakes.answers.command = () => failWith('internal', false)
  desk.softphone.hangUp('call-1')
  await settle()
  expect(desk.view.stage).toMatchObject({
    hangingUp: false,
    failure: { command: 'hang-up', code: 'refused' },
  })
  desk.did.take()
  await desk.fakes.pass(9_000)
  expect(asked(desk)).toEqual([])
})

it('a call whose leg ended by itself without the server is shown until the agent hangs up', async () => {
  const desk = await talkingDesk()
  desk.fakes.server.emit({ kind: 'server-link', state: 'disconnected' })
  desk.end('inbound-1', 'remote')
  expect(desk.view.stage).toMatchObject({ kind: 'call', link: 'reconnecting' })
  desk.fakes.answers.command = () => failWith('unreachable', true)
  desk.softphone.hangUp('call-1')
  await settle()
  expect(desk.view.stage).toEqual({ kind: 'idle' })
})
