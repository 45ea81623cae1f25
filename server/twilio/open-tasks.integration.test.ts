import { afterEach, beforeEach, expect, it } from 'vitest'
import { startRig } from '../sandbox/rest/testing/rig.ts'
import type { Rig } from '../sandbox/rest/testing/rig.ts'
import { taskGateway } from './task-gateway.ts'

let rig: Rig
beforeEach(async () => {
  rig = await startRig()
})
afterEach(() => rig.close())

it('reads the Tasks that are not over, page by page', async () => {
  const { workspaceSid, workflowSid } = rig.description
  const { tasks } = rig.client.taskrouter.v1.workspaces(workspaceSid)
  const gateway = taskGateway(rig.client, rig.description)
  const made: string[] = []
  for (let n = 0; n < 103; n++) {
    const attributes = JSON.stringify({ call_id: `call_${n}` })
    made.push((await tasks.create({ workflowSid, attributes })).sid)
  }
  const [gone = '', ...left] = made
  expect(await gateway.cancelTask(gone, 'a test')).toMatchObject({ ok: true })
  const open = await gateway.openTasks()
  if (!open.ok) throw new Error(open.failure.message)
  expect(open.value.whole).toBe(true)
  expect(open.value.tasks.map(({ taskSid }) => taskSid)).toEqual(left)
  expect(open.value.tasks[0]).toMatchObject({
    status: 'pending',
    attributes: '{"call_id":"call_1"}',
  })
  expect(open.value.tasks[0]?.ageSeconds).toBeTypeOf('number')
})
