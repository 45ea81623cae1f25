import twilio from 'twilio'
import { Worker, Workspace } from 'twilio-taskrouter'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { WebSocket } from 'ws'
import { startBench } from './bench.ts'
import type { Bench } from './bench.ts'

/**
 * What a token with the TaskRouter grant of a Worker gets done, by the SDK's own methods where it has them. The role decides which
 * endpoints are allowed (iam/access-tokens, twilio-node `TaskRouterGrant`); the SDK's Worker and Workspace have these methods
 * (https://twilio.github.io/twilio-taskrouter.js), and no document has a list.
 */

let bench: Bench
let ann: { readonly sid: string; readonly token: string }
let bob: { readonly sid: string; readonly token: string }
let worker: Worker
let workspace: Workspace
beforeAll(async () => {
  vi.stubGlobal('WebSocket', WebSocket)
  bench = await startBench()
  ann = await hire('ann')
  bob = await hire('bob')
  const { http, ws } = bench.description.eventBridge
  const options = { ebServer: http, wsServer: ws, logLevel: 'silent' } as const
  worker = new Worker(ann.token, options)
  workspace = new Workspace(ann.token, options)
  await new Promise<void>((resolve) => worker.on('ready', () => resolve()))
})
afterAll(async () => {
  worker.disconnect()
  await bench.close()
  vi.unstubAllGlobals()
})

async function hire(friendlyName: string) {
  const { accountSid, apiKeySid, apiKeySecret, workspaceSid } = bench.description
  const { sid } = await rest().workers.create({ friendlyName, attributes: '{"skills":["de"]}' })
  const { AccessToken } = twilio.jwt
  const token = new AccessToken(accountSid, apiKeySid, apiKeySecret, { identity: friendlyName })
  const grant = { workspaceSid, workerSid: sid, role: 'worker' }
  token.addGrant(new AccessToken.TaskRouterGrant(grant))
  return { sid, token: token.toJwt() }
}

const rest = () => bench.client.taskrouter.v1.workspaces(bench.description.workspaceSid)

/** A request of the event bridge, as the SDK makes them; the answer is its status. */
async function posts(path: string, params: object): Promise<number> {
  const url = `Workspaces/${bench.description.workspaceSid}/${path}`
  const body = JSON.stringify({ url, method: 'POST', params, token: ann.token })
  return (await fetch(bench.description.eventBridge.http, { method: 'POST', body })).status
}

test('workspace.fetchWorkersInfo(): every Worker with its attributes', async () => {
  const names = [...(await workspace.fetchWorkersInfo({})).values()].map(
    (each) => each.friendlyName,
  )
  expect(names.toSorted()).toEqual(['ann', 'bob'])
})

test('worker.setAttributes(): its own attributes, skills too', async () => {
  await worker.setAttributes({ skills: ['all'], contact_uri: 'client:bob' })
  const { attributes } = await rest().workers(ann.sid).fetch()
  expect(JSON.parse(attributes)).toEqual({ skills: ['all'], contact_uri: 'client:bob' })
})

test('its own name', async () => {
  expect(await posts(`Workers/${ann.sid}`, { FriendlyName: 'anne' })).toBe(200)
  expect((await rest().workers(ann.sid).fetch()).friendlyName).toBe('anne')
})

test('another Worker is refused', async () => {
  expect(await posts(`Workers/${bob.sid}`, { Attributes: {} })).toBe(403)
  expect((await rest().workers(bob.sid).fetch()).attributes).toBe('{"skills":["de"]}')
})

test('worker.createTask(): a Task with whatever attributes', async () => {
  const { workflowSid } = bench.description
  const [queue] = await rest().taskQueues.list()
  const attributes = { call_id: 'of another' }
  const sid = await worker.createTask('+15005550142', bench.number, workflowSid, queue?.sid ?? '', {
    attributes,
  })
  const task = await rest().tasks(sid).fetch()
  expect(JSON.parse(task.attributes)).toMatchObject({ ...attributes, outbound_to: '+15005550142' })
})

test('a Task by its SID, no matter who it is for', async () => {
  const { workflowSid } = bench.description
  const { sid } = await rest().tasks.create({ workflowSid, attributes: '{}' })
  expect(await posts(`Tasks/${sid}`, { Attributes: { queue: 'Sales' } })).toBe(200)
  expect(await posts(`Tasks/${sid}`, { AssignmentStatus: 'canceled' })).toBe(200)
})
