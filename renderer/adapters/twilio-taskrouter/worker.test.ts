import { expect, it } from 'vitest'
import type { WorkerEvent } from '../../domain/model/events.ts'
import { Emitter } from '../testing/emitter.ts'
import type { SdkActivity, SdkWorker } from './sdk.ts'
import { createTaskRouterWorker, workerOptions } from './worker.ts'

const available: SdkActivity = {
  sid: 'WAavailable',
  name: 'Available',
  available: true,
  setAsCurrent: async () => undefined,
}
const refused: SdkActivity = {
  sid: 'WAbreak',
  name: 'Break',
  available: false,
  setAsCurrent: () => Promise.reject(new Error('412')),
}

class StubWorker extends Emitter implements SdkWorker {
  activity: SdkActivity | undefined = undefined
  dateStatusChanged: Date | null = null
  readonly activities = new Map([
    [available.sid, available],
    [refused.sid, refused],
  ])
  readonly did: string[] = []
  updateToken(token: string) {
    this.did.push(`token:${token}`)
  }
  disconnect() {
    this.did.push('disconnect')
    this.emit('disconnected')
  }
}

const access = {
  token: 'token-1',
  expiresAt: '2026-03-01T10:00:00.000Z',
  identity: 'tenant_main_user_ada',
  workerSid: 'WKada',
}

/** As the SDK does (2.1.1): before the first `init` its timer's delay is `NaN`, so it fires at once. */
class NeverConnected extends StubWorker {
  override updateToken(token: string) {
    super.updateToken(token)
    this.emit('tokenExpired')
  }
}

async function connected() {
  const made: StubWorker[] = []
  const told: WorkerEvent[] = []
  const port = createTaskRouterWorker(async () => () => {
    const worker = new StubWorker()
    made.push(worker)
    return worker
  })
  port.onEvent((event) => told.push(event))
  await port.connect(access)
  const [sdk] = made
  if (sdk === undefined) throw new Error('No Worker was made.')
  return { port, sdk, told }
}

it('tells since when an Activity holds, where TaskRouter says so', async () => {
  const { sdk, told } = await connected()
  sdk.activity = available
  sdk.dateStatusChanged = new Date('2026-03-01T09:00:00.000Z')
  sdk.emit('ready')
  sdk.activity = refused
  sdk.dateStatusChanged = new Date(Number.NaN)
  sdk.emit('activityUpdated')
  expect(told).toMatchObject([{ since: '2026-03-01T09:00:00.000Z' }, { kind: 'worker-activity' }])
  expect(told[1]).not.toHaveProperty('since')
})

it('reads everything at each ready', async () => {
  const { sdk, told } = await connected()
  sdk.activity = available
  sdk.emit('ready')
  sdk.emit('disconnected')
  sdk.activity = refused
  sdk.emit('ready')
  expect(told).toEqual([
    {
      kind: 'worker-ready',
      activities: [
        { sid: 'WAavailable', name: 'Available', available: true },
        { sid: 'WAbreak', name: 'Break', available: false },
      ],
      current: { sid: 'WAavailable', name: 'Available', available: true },
    },
    { kind: 'worker-disconnected' },
    expect.objectContaining({ current: { sid: 'WAbreak', name: 'Break', available: false } }),
  ])
})

it('says whether TaskRouter took the activity', async () => {
  const { port } = await connected()
  expect(await port.setActivity(available.sid)).toBe(true)
  expect(await port.setActivity(refused.sid)).toBe(false)
  expect(await port.setActivity('WAunknown')).toBe(false)
})

it('is heard no more once it was destroyed', async () => {
  const { port, sdk, told } = await connected()
  port.destroy()
  sdk.emit('tokenExpired')
  expect(sdk.did).toEqual(['disconnect'])
  expect(told).toEqual([])
})

it('is rebuilt with a new token rather than updated while it has no connection', async () => {
  const made: StubWorker[] = []
  const tokens: string[] = []
  const told: WorkerEvent[] = []
  const port = createTaskRouterWorker(async () => (token) => {
    const worker = new NeverConnected()
    made.push(worker)
    tokens.push(token)
    return worker
  })
  port.onEvent((event) => told.push(event))
  await port.connect(access)
  await port.updateToken({ ...access, token: 'token-2' })
  const [first, second] = made
  expect(first?.did).toEqual(['disconnect'])
  expect(second?.did).toEqual([])
  expect(tokens).toEqual(['token-1', 'token-2'])
  expect(told).toEqual([])
})

it('is given a new token while it is connected, and built again once it has lost its socket', async () => {
  const { port, sdk } = await connected()
  sdk.activity = available
  sdk.emit('ready')
  await port.updateToken({ ...access, token: 'token-2' })
  expect(sdk.did).toEqual(['token:token-2'])
  sdk.emit('disconnected')
  await port.updateToken({ ...access, token: 'token-3' })
  expect(sdk.did).toEqual(['token:token-2', 'disconnect'])
})

it.each([
  ["Twilio's own", undefined, { host: 'event-bridge.twilio.com', port: 443 }],
  [
    'that of a stand-in',
    {
      signalling: '127.0.0.1:4500',
      eventBridge: { http: 'http://127.0.0.1:4501/v1', ws: 'ws://127.0.0.1:4502/v1' },
    },
    { host: '127.0.0.1', port: 4502 },
  ],
])('says where its event bridge is: %s', async (_which, endpoints, address) => {
  const { port } = await connected()
  expect(port.addressOf({ ...access, ...(endpoints === undefined ? {} : { endpoints }) })).toEqual(
    address,
  )
})

it('lives through an error, which the emitter would throw without a listener', async () => {
  const { sdk, told } = await connected()
  sdk.emit('error', new Error('Gateway connection failed'))
  expect(told).toEqual([])
})

it('never closes the sessions of another desk, which would close ours in turn', () => {
  expect(workerOptions(undefined)).toMatchObject({
    closeExistingSessions: false,
    setWorkerOfflineIfDisconnected: true,
  })
  expect(workerOptions(undefined)).not.toHaveProperty('ebServer')
})
