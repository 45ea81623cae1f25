import type { AddressInfo } from 'node:net'
import { afterEach, beforeEach, expect, it } from 'vitest'
import type { Call } from '../calls/model/call.ts'
import { callOf } from '../permissions/testing/parts.ts'
import { DeskClient } from '../testing/desk-client.ts'
import { openOffice } from '../testing/office.ts'
import type { Office } from '../testing/office.ts'
import { until } from '../testing/until.ts'
import { CONNECT_MS, LOST_MS, SILENT_MS } from './desk-signs.ts'

let office: Office
let url: string
beforeEach(async () => {
  office = await openOffice()
  await office.app.listen({ port: 0, host: '127.0.0.1' })
  const { port } = office.app.server.address() as AddressInfo
  url = `http://127.0.0.1:${port}`
})
afterEach(() => office.close())

/** Ada talks, and her desk gives signs. */
async function openTalk(): Promise<DeskClient> {
  // Her session is newer than the one that the office began with.
  office.clock.advance(1000)
  const desk = await DeskClient.signIn(url, 'ada')
  await desk.sees('its snapshot', ({ revision }) => revision)
  await office.calls.begin(callOf('agent', desk.session.agent.identity, 'call_1'))
  office.signs.start()
  return desk
}

/** Lets time go on while the desk answers each question. */
async function talkOn(desk: DeskClient, seconds: number): Promise<void> {
  for (let second = 0; second < seconds; second += 1) {
    const before = desk.signs
    office.clock.advance(1000)
    await until('the desk has given a sign', () => desk.signs > before)
    // Its answer arrives before that of a later request.
    await desk.prove()
  }
}

async function disconnect(desk: DeskClient): Promise<void> {
  desk.close()
  await until('the server knows', () => office.realtime.connectedAgents().length === 0)
}

const call = (): Call | null => office.calls.find('call_1')

it('a desk that gives signs talks on, and its customer hears nothing else', async () => {
  const desk = await openTalk()
  await talkOn(desk, 20)
  expect(call()?.phase.kind).toBe('active')
  expect(office.gateway.of('announce')).toEqual([])
  desk.close()
})

it('a desk that dies: its customer is told to wait, and then waits for it with music', async () => {
  const desk = await openTalk()
  await talkOn(desk, CONNECT_MS / 1000)
  await disconnect(desk)
  office.clock.advance(SILENT_MS + 250)
  await until('the customer is told', () => office.gateway.of('announce').length === 1)
  expect(call()?.phase.kind).toBe('active')
  office.clock.advance(LOST_MS - SILENT_MS)
  await until('the customer waits', () => call()?.phase.kind === 'returning')
  await until('its leg is ended', () => office.gateway.of('endCall').includes('CA-agent'))
  const back = await DeskClient.signIn(url, 'ada')
  await back.sees('that it is awaited', ({ calls }) => calls[0]?.returnUntil)
  back.close()
})

it('a desk whose session has expired finishes its call: it has no socket, so it is not expected to give signs', async () => {
  const desk = await openTalk()
  await talkOn(desk, CONNECT_MS / 1000)
  const now = office.clock.now()
  await office.store.updateTable('sessions').set({ expires_at: now }).execute()
  await office.live.compareNow()
  await until('the desk is told', () => desk.signedOut)
  await disconnect(desk)
  office.clock.advance(LOST_MS * 2)
  await office.calls.dispatch('call_1', { kind: 'tick' })
  expect(office.gateway.of('announce')).toEqual([])
  expect(call()?.phase.kind).toBe('active')
})
