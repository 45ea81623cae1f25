import { test, expect } from '../harness/fixtures.ts'
import { callerSpeech } from '../harness/phones.ts'
import { storedWrapUps } from '../harness/store.ts'

test('the agent dials a number, talks, hangs up and wraps up', async ({ centre, openDesk }) => {
  const ada = await openDesk('ada')
  await ada.becomeAvailable()
  const customer = await centre.phone({ answers: 'manual', plays: await callerSpeech() })
  await ada.dial(customer.number)
  await expect.poll(() => customer.callState()).toBe('ringing')
  await customer.answer()
  await ada.hearsSomething()
  await expect.poll(async () => (await customer.hears()).dbfs).toBeGreaterThan(-40)

  await ada.button('Hang up').click()
  await expect.poll(() => customer.callState()).toBe('ended')
  await ada.wrapUp('Callback', 'Reached at last.')
  expect(storedWrapUps(centre.dataFolder)).toEqual([
    expect.objectContaining({ disposition: 'Callback', notes: 'Reached at last.' }),
  ])
  const statuses = async () =>
    (await centre.workspace.tasks.list()).map((task) => task.assignmentStatus)
  await expect.poll(statuses).toEqual(['completed'])
})
