import { afterEach, beforeEach, expect, it } from 'vitest'
import { startRig } from '../sandbox/rest/testing/rig.ts'
import type { Rig } from '../sandbox/rest/testing/rig.ts'
import { workerGateway } from './worker-gateway.ts'

let rig: Rig
beforeEach(async () => {
  rig = await startRig()
})
afterEach(() => rig.close())

const identity = 'tenant_main_user_ada'
const attributes = { contact_uri: `client:${identity}` }

const gateway = () => workerGateway(rig.client, rig.description.workspaceSid)

const workers = () =>
  rig.client.taskrouter.v1.workspaces(rig.description.workspaceSid).workers.list()

it('takes over a Worker that was made with other capitals', async () => {
  const before = await rig.client.taskrouter.v1
    .workspaces(rig.description.workspaceSid)
    .workers.create({ friendlyName: 'Tenant_Main_User_Ada', attributes: '{"skills":["sales"]}' })
  expect(await gateway().ensureWorker(identity, attributes)).toMatchObject({
    ok: true,
    value: { workerSid: before.sid },
  })
  const worker = (await workers()).find(({ sid }) => sid === before.sid)
  expect(worker?.friendlyName).toBe(identity)
  expect(JSON.parse(worker?.attributes ?? '')).toEqual({ skills: ['sales'], ...attributes })
})

it('asked for twice at once makes one Worker', async () => {
  const [first, second] = await Promise.all([
    gateway().ensureWorker(identity, attributes),
    gateway().ensureWorker(identity, attributes),
  ])
  expect(first.ok).toBe(true)
  expect(second).toEqual(first)
  const made = (await workers()).filter(({ friendlyName }) => friendlyName === identity)
  expect(made).toHaveLength(1)
})
