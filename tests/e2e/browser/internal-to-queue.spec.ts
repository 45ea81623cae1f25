import { test } from '../harness/fixtures.ts'

test('an agent calls a queue: an agent who is free there answers', async ({ openDesk }) => {
  const [ada, grace] = await Promise.all([openDesk('ada'), openDesk('grace')])
  await grace.becomeAvailable()
  await ada.ready()
  await ada.dial('Sales')
  await grace.answer()
  await ada.hearsSomething()
  await grace.hearsSomething()
  await ada.button('Hang up').click()
  await grace.wrapUp('Resolved', 'A question of a teammate.')
})
