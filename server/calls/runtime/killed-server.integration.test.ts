import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { readTwilio } from '../../config/config.ts'
import type { Environment } from '../../config/config.ts'
import { paths } from '../../contract/commands.ts'
import { makeDraft } from '../../contract/wrap-up-draft.ts'
import { startSandbox } from '../../start-sandbox.ts'
import type { RunningSandbox } from '../../start-sandbox.ts'
import { DeskClient } from '../../testing/desk-client.ts'
import { DeskDevice } from '../../testing/desk-device.ts'
import { addAccount, settingsBeside, startKillable } from '../../testing/killable-server.ts'
import type { KillableServer } from '../../testing/killable-server.ts'
import { telephones } from '../../testing/telephones.ts'
import { until } from '../../testing/until.ts'
import { createTwilioClient } from '../../twilio/client.ts'

const TEN = Array.from({ length: 10 }, (_, at) => at)
const CUSTOMER_HZ = 620
/** The sandbox's stand-in for Twilio's own music. */
const NOTES_HZ = [262, 330, 392, 523]
const AWAY_MS = 30_000
/** How long a server that is back may take until everything is right, ms. */
const RIGHT_WITHIN_MS = 3000

const folder = mkdtempSync(join(tmpdir(), 'cordboard-away-'))
let sandbox: RunningSandbox
let server: KillableServer
let environment: Environment

beforeAll(async () => {
  sandbox = await startSandbox(0)
  environment = await settingsBeside(sandbox, folder, { CORDBOARD_CALL_WAITING: 'false' })
  for (const at of TEN) await addAccount(environment, `agent${at}`, 'cordboard')
  server = await startKillable(environment)
}, 120_000)
afterAll(async () => {
  await server.kill()
  await sandbox.close()
  rmSync(folder, { recursive: true, force: true, maxRetries: 3 })
})

interface Desk {
  readonly client: DeskClient
  readonly device: DeskDevice
  readonly customer: string
  readonly callId: string
}

const numberOf = (at: number) => `+1500555${8000 + at}`

it('ten callers talk and ten wait while the server is away, and nobody is lost', async () => {
  const phones = telephones(sandbox.description.baseUrl)
  const settings = readTwilio(sandbox.environment)
  if (!settings.ok) throw new Error('the configuration is wrong')
  const { workspaces } = createTwilioClient(settings.value).taskrouter.v1
  const workspace = workspaces(settings.value.workspaceSid)
  const [available] = await workspace.activities.list({ friendlyName: 'Available' })

  async function calls(at: number): Promise<string> {
    const number = await phones.tonePhone(numberOf(at), CUSTOMER_HZ, 0)
    await phones.phone('POST', `/${number}/dial`, {
      to: settings.ok && settings.value.callerIds[0],
    })
    return number
  }
  async function talks(at: number): Promise<Desk> {
    const client = await DeskClient.signIn(server.url, `agent${at}`)
    const { token, workerSid } = await client.twilioAccess()
    const device = new DeskDevice(sandbox.description.signalling, 1010)
    await device.register(token)
    await client.prove()
    await workspace.workers(workerSid).update({ activitySid: available?.sid ?? '' })
    const customer = await calls(at)
    await device.answer()
    const { callId } = await client.call('active')
    return { client, device, customer, callId }
  }
  const hearsMusic = async (number: string) => {
    const { hears } = await phones.phone('GET', `/${number}`)
    return NOTES_HZ.some((hz) => Math.abs((hears.hz ?? 0) - hz) < 10)
  }
  const stateOf = async (number: string) => (await phones.phone('GET', `/${number}`)).call?.state

  const desks: Desk[] = []
  for (const at of TEN) desks.push(await talks(at))
  const waiting: string[] = []
  for (const at of TEN) waiting.push(await calls(100 + at))
  for (const number of waiting) await until('they hear music', () => hearsMusic(number))

  await server.kill()
  const killedAt = Date.now()
  // One of each hangs up while nobody at our end hears of it.
  const [quitter, ...patient] = waiting
  const [left, ...talking] = desks
  if (quitter === undefined || left === undefined) throw new Error('nobody is there')
  await phones.hangUpAll([quitter, left.customer])
  while (Date.now() - killedAt < AWAY_MS) {
    for (const number of patient)
      await until('they still hear music', () => hearsMusic(number), 2000)
    for (const { device } of talking) expect(device.hears(CUSTOMER_HZ)).toBeGreaterThan(0.08)
  }

  server = await startKillable(environment)
  const back = Date.now()
  // The sockets of the others take a while to come back by themselves.
  const again = await DeskClient.signIn(server.url, 'agent0')
  await again.sees('after-call work', ({ wrapUps }) => wrapUps.length > 0)
  await until('only nine wait', async () => {
    const tasks = await workspace.tasks.list()
    const open = tasks.filter(({ assignmentStatus: is }) => is === 'pending' || is === 'reserved')
    return open.length === patient.length
  })
  expect(Date.now() - back).toBeLessThan(RIGHT_WITHIN_MS)
  for (const { client, device, callId } of talking) {
    await client.sees('the talk goes on', ({ calls: now }) =>
      now.some((call) => call.callId === callId && call.state.kind === 'active'),
    )
    expect(device.hears(CUSTOMER_HZ)).toBeGreaterThan(0.08)
  }
  for (const number of patient) expect(await stateOf(number)).toBe('in-progress')

  // Somebody who waited through it is answered.
  await left.device.ended()
  left.device.forget()
  const draft = makeDraft({ dispositionId: 'resolved' })
  await again.prove()
  await again.request('POST', paths.complete(left.callId), draft)
  await left.device.answer()
  await until('they hear each other', () => left.device.hears(CUSTOMER_HZ) > 0.08)
  for (const { client, device } of desks) {
    client.close()
    await device.close()
  }
  again.close()
  await phones.hangUpAll([...patient, ...talking.map(({ customer }) => customer)])
}, 180_000)
