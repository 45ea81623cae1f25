import { test, expect } from '../harness/fixtures.ts'

test('an agent calls a teammate by name: both hear each other, and nobody writes anything up', async ({
  centre,
  openDesk,
}) => {
  const [ada, grace] = await Promise.all([openDesk('ada'), openDesk('grace')])
  await ada.becomeAvailable()
  await grace.becomeAvailable()
  await ada.dial('Grace')
  await grace.answer()
  await ada.hearsSomething()
  await grace.hearsSomething()
  await grace.button('Hang up').click()
  await expect(ada.button('Hang up')).toBeHidden()
  await expect(ada.button('Complete')).toBeHidden()
  await expect(grace.button('Complete')).toBeHidden()
  const statuses = async () =>
    (await centre.workspace.tasks.list()).map((task) => task.assignmentStatus)
  await expect.poll(async () => (await statuses()).every((each) => each === 'completed')).toBe(true)
})
