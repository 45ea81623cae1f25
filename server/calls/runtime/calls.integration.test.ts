import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { paths } from '../../contract/commands.ts'
import type { TransferStep } from '../../contract/commands.ts'
import type { CallSnapshot } from '../../contract/desk.ts'
import { readTwilio } from '../../config/config.ts'
import type { Environment } from '../../config/config.ts'
import { startSandbox } from '../../start-sandbox.ts'
import type { RunningSandbox } from '../../start-sandbox.ts'
import { DeskClient } from '../../testing/desk-client.ts'
import { DeskDevice } from '../../testing/desk-device.ts'
import { addAccount, settingsBeside, startKillable } from '../../testing/killable-server.ts'
import type { KillableServer } from '../../testing/killable-server.ts'
import { telephones } from '../../testing/telephones.ts'
import { until } from '../../testing/until.ts'
import { createTwilioClient } from '../../twilio/client.ts'
import { makeDraft } from '../../contract/wrap-up-draft.ts'

const HZ = { customer: 620, ada: 1010, expert: 1330 } as const
/** How long a server that is back may take until its snapshot is right, ms. */
const RIGHT_WITHIN_MS = 3000

const folder = mkdtempSync(join(tmpdir(), 'cordboard-killed-'))
let sandbox: RunningSandbox
let server: KillableServer
let environment: Environment
let desk: DeskClient
let device: DeskDevice
let customer: string
let expert: string
let callId: string
let numbers = 4000

beforeAll(async () => {
  sandbox = await startSandbox(0)
  // The sandbox's telephones have numbers like those.
  environment = await settingsBeside(sandbox, folder, { CORDBOARD_DIAL_KINDS: 'personal' })
  await addAccount(environment, 'ada', 'cordboard')
  server = await startKillable(environment)
})
afterEach(async () => {
  desk.close()
  await device.close()
})
afterAll(async () => {
  await server.kill()
  await sandbox.close()
  rmSync(folder, { recursive: true, force: true, maxRetries: 3 })
})

function newNumber(): string {
  numbers += 1
  return `+1500555${numbers}`
}

function phones() {
  return telephones(sandbox.description.baseUrl)
}

/** A caller talks to Ada; the expert's telephone answers when it is told to. */
async function talking(): Promise<void> {
  customer = newNumber()
  expert = newNumber()
  for (const [number, tone] of [
    [customer, HZ.customer],
    [expert, HZ.expert],
  ] as const) {
    const behaviour = { answers: 'manual', plays: { tone, dbfs: -14 } }
    await phones().phone('POST', '', { number, behaviour })
  }
  const settings = readTwilio(sandbox.environment)
  if (!settings.ok) throw new Error('the configuration is wrong')
  const { workspaces } = createTwilioClient(settings.value).taskrouter.v1
  const workspace = workspaces(settings.value.workspaceSid)

  desk = await DeskClient.signIn(server.url, 'ada')
  const access = await desk.twilioAccess()
  device = new DeskDevice(sandbox.description.signalling, HZ.ada)
  await device.register(access.token)
  await desk.prove()
  const [available] = await workspace.activities.list({ friendlyName: 'Available' })
  await workspace.workers(access.workerSid).update({ activitySid: available?.sid ?? '' })
  await phones().phone('POST', `/${customer}/dial`, { to: settings.value.callerIds[0] })
  await device.answer()
  callId = (await desk.call('active')).callId
}

async function startTransfer(): Promise<void> {
  const target = { kind: 'number', number: expert } as const
  await desk.request('POST', paths.transfer(callId), { kind: 'warm', target, reason: 'knows more' })
}

async function rings(): Promise<void> {
  await startTransfer()
  await until('the expert is rung', async () => (await expertsState()) === 'ringing')
}

async function consults(): Promise<void> {
  await rings()
  await phones().phone('POST', `/${expert}/answer`)
  await stageIs('consulting')
  await until('they talk', () => device.hears(HZ.expert) > 0.08)
}

async function expertsState(): Promise<string | undefined> {
  return (await phones().phone('GET', `/${expert}`)).call?.state
}

async function step(which: TransferStep): Promise<void> {
  await desk.request('POST', paths.transferStep(callId, which))
}

function stageIs(stage: string): Promise<unknown> {
  return desk.sees(`the transfer ${stage}`, ({ calls }) => {
    const transfer = calls.find((call) => call.callId === callId)?.transfer
    return transfer?.stage === stage && transfer.pending === null
  })
}

/** As a power cut would, and the power is back. */
async function killAndReturn(): Promise<number> {
  await server.kill()
  desk.close()
  server = await startKillable(environment)
  const back = Date.now()
  desk = await DeskClient.signIn(server.url, 'ada')
  return back
}

/** The parties of each, by role: state, and whether Twilio has proved a hold. */
function partiesOf({ parties }: CallSnapshot) {
  return Object.fromEntries(parties.map(({ role, state, hold }) => [role, [state, hold.confirmed]]))
}

async function completes(): Promise<void> {
  await step('complete')
  await device.ended()
  await until('the customer hears the expert', async () => {
    return (await phones().phoneHears(customer, HZ.expert)) > 0.08
  })
  await until('and the expert the customer', async () => {
    return (await phones().phoneHears(expert, HZ.customer)) > 0.08
  })
  const wrapUp = await desk.sees('after-call work', ({ wrapUps }) =>
    wrapUps.find((each) => each.callId === callId),
  )
  expect(wrapUp.reason).toBe('transferred')
  const dispositionId = wrapUp.choices[0]?.id ?? ''
  await desk.request('POST', paths.complete(callId), makeDraft({ dispositionId }))
  await phones().phone('POST', `/${customer}/hangup`)
  await until('nobody is left', async () => (await expertsState()) === 'ended')
}

const PHASES = [
  {
    phase: 'while the expert is rung',
    reach: rings,
    stage: 'ringing',
    parties: {
      customer: ['connected', true],
      agent: ['connected', false],
      external: ['ringing', false],
    },
    hears: { expert: false, customer: false },
    async goOn() {
      await phones().phone('POST', `/${expert}/answer`)
      await stageIs('consulting')
    },
  },
  {
    phase: 'while agent and expert talk',
    reach: consults,
    stage: 'consulting',
    parties: {
      customer: ['connected', true],
      agent: ['connected', false],
      external: ['connected', false],
    },
    hears: { expert: true, customer: false },
    goOn: async () => undefined,
  },
  {
    phase: 'while the agent is back with the customer',
    async reach() {
      await consults()
      await step('swap')
      await stageIs('swapped')
    },
    stage: 'swapped',
    parties: {
      customer: ['connected', false],
      agent: ['connected', false],
      external: ['connected', true],
    },
    hears: { expert: false, customer: true },
    goOn: async () => undefined,
  },
  {
    phase: 'while all talk',
    async reach() {
      await consults()
      await step('join')
      await stageIs('joined')
    },
    stage: 'joined',
    parties: {
      customer: ['connected', false],
      agent: ['connected', false],
      external: ['connected', false],
    },
    hears: { expert: true, customer: true },
    goOn: async () => undefined,
  },
] as const

describe('a server that is killed during a warm transfer', () => {
  it.each(PHASES)(
    'goes on with it when it is back: $phase',
    async ({ reach, stage, parties, hears, goOn }) => {
      await talking()
      await reach()
      const back = await killAndReturn()
      const seen = await desk.sees('the call as it is', ({ calls }) =>
        calls.find((call) => call.callId === callId),
      )
      expect(seen).toMatchObject({
        state: { kind: 'active' },
        transfer: { kind: 'warm', stage, pending: null },
        failure: null,
      })
      expect(partiesOf(seen)).toEqual(parties)
      expect(Date.now() - back).toBeLessThan(RIGHT_WITHIN_MS)
      await until('the agent hears who should be heard', () => {
        return (
          device.hears(HZ.expert) > 0.08 === hears.expert &&
          device.hears(HZ.customer) > 0.08 === hears.customer
        )
      })
      await until('a private consult stays private, and none else', async () => {
        const heard = await phones().phoneHears(customer, HZ.expert)
        return stage === 'joined' ? heard > 0.08 : heard < 0.01
      })
      await goOn()
      await completes()
    },
  )

  it('just after the transfer was asked for: it goes on, or can be asked for again', async () => {
    await talking()
    await startTransfer()
    await killAndReturn()
    const rung = await until('it is known what became of it', async () => {
      if ((await expertsState()) === 'ringing') return 'rung'
      const call = desk.newest?.calls.find((each) => each.callId === callId)
      return call !== undefined && call.transfer === null ? 'nothing' : null
    })
    if (rung === 'nothing') await rings()
    expect(await expertsState()).toBe('ringing')
    await phones().phone('POST', `/${expert}/answer`)
    await stageIs('consulting')
    await completes()
  })

  it('just after it was to be completed: the customer is with the expert', async () => {
    await talking()
    await consults()
    await step('complete')
    await killAndReturn()
    await device.ended()
    await until('the customer hears the expert', async () => {
      return (await phones().phoneHears(customer, HZ.expert)) > 0.08
    })
    const wrapUp = await desk.sees('after-call work', ({ wrapUps }) =>
      wrapUps.find((each) => each.callId === callId),
    )
    expect(wrapUp.reason).toBe('transferred')
  })
})
