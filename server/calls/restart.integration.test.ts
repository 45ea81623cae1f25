import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { paths } from '../contract/commands.ts'
import { readTwilio } from '../config/config.ts'
import { startSandbox } from '../start-sandbox.ts'
import type { RunningSandbox } from '../start-sandbox.ts'
import { DeskClient } from '../testing/desk-client.ts'
import { DeskDevice } from '../testing/desk-device.ts'
import { addAccount, freePort, startKillable } from '../testing/killable-server.ts'
import type { KillableServer } from '../testing/killable-server.ts'
import { telephones } from '../testing/telephones.ts'
import { until } from '../testing/until.ts'
import { createTwilioClient } from '../twilio/client.ts'

const CUSTOMER = '+15005554001'
const EXPERT = '+15005554002'
const HZ = { customer: 620, ada: 1010, expert: 1330 } as const

const folder = mkdtempSync(join(tmpdir(), 'cordboard-killed-'))
let sandbox: RunningSandbox
let server: KillableServer
let environment: Record<string, string | undefined>

beforeAll(async () => {
  sandbox = await startSandbox(0)
  environment = {
    ...sandbox.environment,
    CORDBOARD_PORT: String(await freePort()),
    CORDBOARD_DATA: folder,
    CORDBOARD_PROVISION: 'true',
    CORDBOARD_LOG_LEVEL: 'warn',
  }
  await addAccount(environment, 'ada', 'cordboard')
  server = await startKillable(environment)
})
afterAll(async () => {
  await server.kill()
  await sandbox.close()
  rmSync(folder, { recursive: true, force: true, maxRetries: 3 })
})

it('a server that is killed during a consult goes on with the transfer when it is back', async () => {
  const { phone, phoneHears } = telephones(sandbox.description.baseUrl)
  const answers = { afterSeconds: 0.2 }
  for (const [number, tone] of [
    [CUSTOMER, HZ.customer],
    [EXPERT, HZ.expert],
  ] as const) {
    await phone('POST', '', { number, behaviour: { answers, plays: { tone, dbfs: -14 } } })
  }
  const settings = readTwilio(sandbox.environment)
  if (!settings.ok) throw new Error('the configuration is wrong')
  const { workspaces } = createTwilioClient(settings.value).taskrouter.v1
  const workspace = workspaces(settings.value.workspaceSid)

  const before = await DeskClient.signIn(server.url, 'ada')
  const access = await before.twilioAccess()
  const device = new DeskDevice(sandbox.description.signalling, HZ.ada)
  await device.register(access.token)
  await before.prove()
  const [available] = await workspace.activities.list({ friendlyName: 'Available' })
  await workspace.workers(access.workerSid).update({ activitySid: available?.sid ?? '' })
  await phone('POST', `/${CUSTOMER}/dial`, { to: settings.value.callerIds[0] })
  await device.answer()
  const { callId } = await before.call('active')
  const target = { kind: 'number', number: EXPERT } as const
  const transfer = { kind: 'warm', target, reason: 'knows more' } as const
  await before.request('POST', paths.transfer(callId), transfer)
  await before.sees('the consult', ({ calls }) => calls[0]?.transfer?.stage === 'consulting')
  await until('they talk', () => device.hears(HZ.expert) > 0.08)

  await server.kill()
  before.close()
  server = await startKillable(environment)
  const back = Date.now()
  const after = await DeskClient.signIn(server.url, 'ada')
  const seen = await after.sees('the call as it is', ({ calls }) => calls[0])
  expect(seen).toMatchObject({
    callId,
    state: { kind: 'active' },
    transfer: { kind: 'warm', stage: 'consulting', pending: null },
    trouble: null,
  })
  expect(seen.parties.map(({ role, state, hold }) => [role, state, hold.confirmed])).toEqual([
    ['customer', 'connected', true],
    ['agent', 'connected', false],
    ['external', 'connected', false],
  ])
  expect(Date.now() - back).toBeLessThan(3000)
  expect(device.hears(HZ.expert)).toBeGreaterThan(0.08)
  expect(await phoneHears(CUSTOMER, HZ.expert)).toBeLessThan(0.01)

  await after.request('POST', paths.transferStep(callId, 'complete'))
  await device.ended()
  await until('the customer hears the expert', async () => {
    return (await phoneHears(CUSTOMER, HZ.expert)) > 0.08
  })
  await until('and the expert the customer', async () => {
    return (await phoneHears(EXPERT, HZ.customer)) > 0.08
  })
  const wrapUp = await after.sees('after-call work', ({ wrapUps }) => wrapUps[0])
  expect(wrapUp).toMatchObject({ callId, reason: 'transferred' })
  after.close()
  await device.close()
})
