import { ringIn } from '../harness/calling.ts'
import { test, expect } from '../harness/fixtures.ts'
import { doTheMainJob } from './main-job.ts'

test('a caller is answered, muted, held, resumed and wrapped up, and the agent is free again', async ({
  centre,
  openDesk,
}) => {
  await doTheMainJob(centre, await openDesk('ada'))
})

test('the caller hangs up: the agent goes to wrap-up', async ({ centre, openDesk }) => {
  const ada = await openDesk('ada')
  const caller = await ringIn(centre, ada)
  await ada.answer()
  await ada.hearsSomething()
  await caller.hangUp()
  await expect(ada.button('Complete')).toBeVisible()
  await expect(ada.button('Hang up')).toBeHidden()
})

test('declined: the call is offered to the next agent', async ({ centre, openDesk }) => {
  const [ada, grace] = await Promise.all([openDesk('ada'), openDesk('grace')])
  const caller = await ringIn(centre, ada)
  await expect(ada.button('Answer')).toBeVisible()
  await grace.becomeAvailable()
  await ada.button('Decline').click()
  await expect(ada.button('Answer')).toBeHidden()
  await grace.answer()
  await grace.hearsSomething()
  await expect.poll(async () => (await caller.hears()).dbfs).toBeGreaterThan(-40)
})

test('a caller who hangs up while ringing stops the ring', async ({ centre, openDesk }) => {
  const ada = await openDesk('ada')
  const caller = await ringIn(centre, ada, 'silence')
  await expect(ada.button('Answer')).toBeVisible()
  await caller.hangUp()
  await expect(ada.button('Answer')).toBeHidden()
  const statuses = async () =>
    (await centre.workspace.tasks.list()).map((task) => task.assignmentStatus)
  await expect.poll(statuses).toEqual(['canceled'])
  await ada.statusIs('Available')
})

test.describe('with a short time to answer', () => {
  test('a reservation that times out stops the ring, and the next agent is rung', async ({
    centre,
    openDesk,
  }) => {
    await centre.workspace
      .workflows(centre.sandbox.workflowSid)
      .update({ taskReservationTimeout: 3 })
    const [ada, grace] = await Promise.all([openDesk('ada'), openDesk('grace')])
    await ringIn(centre, ada)
    await expect(ada.button('Answer')).toBeVisible()
    await grace.becomeAvailable()
    await expect(ada.button('Answer')).toBeHidden()
    await ada.statusIs('Unavailable')
    await grace.answer()
    await grace.hearsSomething()
  })
})
