import { CUSTOMER_HZ, OTHER_HZ, otherPhone, talking } from '../harness/calling.ts'
import { test, expect } from '../harness/fixtures.ts'
import { hearsOnlyHoldMusic, hearsVoice } from '../harness/hearing.ts'

test('warm transfer cancelled: the expert is gone, agent and customer talk', async ({
  centre,
  openDesk,
}) => {
  const ada = await openDesk('ada')
  const customer = await talking(centre, ada)
  const expert = await otherPhone(centre)
  await ada.talkFirstWith(expert.number)
  await ada.hearsTone(OTHER_HZ, true)
  await ada.page.getByRole('button', { name: /^Back to/ }).click()
  await expect.poll(() => expert.callState()).toBe('ended')
  await ada.hearsTone(CUSTOMER_HZ, true)
  await hearsVoice(customer)
})

test('a consult that is busy brings the agent back to the customer', async ({
  centre,
  openDesk,
}) => {
  const ada = await openDesk('ada')
  const customer = await talking(centre, ada)
  const expert = await otherPhone(centre, 'busy')
  await ada.talkFirstWith(expert.number)
  await expect(ada.page.getByText(/busy/i).first()).toBeVisible()
  await ada.hearsTone(CUSTOMER_HZ, true)
  await hearsVoice(customer)
})

test('the customer hangs up during the consult: the agent is told, and wraps up after', async ({
  centre,
  openDesk,
}) => {
  const ada = await openDesk('ada')
  const customer = await talking(centre, ada)
  const expert = await otherPhone(centre)
  await ada.talkFirstWith(expert.number)
  await ada.hearsTone(OTHER_HZ, true)
  await customer.hangUp()
  await ada.hearsTone(OTHER_HZ, true)
  await ada.button('Hang up').click()
  await expect.poll(() => expert.callState()).toBe('ended')
  await expect(ada.button('Complete')).toBeVisible()
})

test('a transfer to a queue is taken back, while nobody has answered and while another desk rings', async ({
  centre,
  openDesk,
}) => {
  const [ada, grace] = await Promise.all([openDesk('ada'), openDesk('grace')])
  const customer = await talking(centre, ada)
  await ada.chooseStatus('Unavailable')
  await ada.transferNowTo('Sales')
  await ada.button('Complete').waitFor()
  await hearsOnlyHoldMusic(customer)
  await ada.takeBack()
  await ada.hearsTone(CUSTOMER_HZ, true)
  await hearsVoice(customer)

  await grace.becomeAvailable()
  await ada.transferNowTo('Sales')
  await expect(grace.button('Answer')).toBeVisible()
  await ada.takeBack()
  await ada.hearsTone(CUSTOMER_HZ, true)
  await hearsVoice(customer)
  await expect(grace.button('Answer')).toBeHidden()
  await grace.statusIs('Available')
  await ada.button('Hang up').click()
  await ada.wrapUp('Resolved', 'Taken back twice.')
})
