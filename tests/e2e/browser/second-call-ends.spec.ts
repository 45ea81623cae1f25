import { CUSTOMER_HZ, OTHER_HZ, talkingWithOneWaiting } from '../harness/calling.ts'
import { test, expect } from '../harness/fixtures.ts'
import { hearsOnlyHoldMusic, hearsVoice } from '../harness/hearing.ts'

test.use({ serverEnv: { CORDBOARD_CALL_WAITING: 'true' } })

test('a waiting call that is declined goes elsewhere, and the call in hand is not touched', async ({
  centre,
  openDesk,
}) => {
  const [ada, grace] = await Promise.all([openDesk('ada'), openDesk('grace')])
  const { first } = await talkingWithOneWaiting(centre, ada)
  const waiting = ada.page.getByRole('region', { name: 'Call waiting' })
  await expect(waiting).toBeVisible()
  await grace.becomeAvailable()
  await waiting.getByRole('button', { name: /^Decline/ }).click()
  await expect(waiting).toBeHidden()
  await grace.answer()
  await grace.hearsTone(OTHER_HZ, true)
  await ada.hearsTone(CUSTOMER_HZ, true)
  await hearsVoice(first)
})

test('the caller in hand hangs up: the one on hold is there to be resumed', async ({
  centre,
  openDesk,
}) => {
  const ada = await openDesk('ada')
  const { first, second } = await talkingWithOneWaiting(centre, ada)
  await ada.page.getByRole('button', { name: /^Hold and answer/ }).click()
  await ada.hearsTone(OTHER_HZ, true)
  await second.hangUp()
  await hearsOnlyHoldMusic(first)
  await ada.button('Resume').click()
  await ada.hearsTone(CUSTOMER_HZ, true)
  await hearsVoice(first)
})
