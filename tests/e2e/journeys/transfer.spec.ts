import { CUSTOMER_HZ, OTHER_HZ, otherPhone, talking } from '../harness/calling.ts'
import { test, expect } from '../harness/fixtures.ts'
import { hearsOnlyHoldMusic, hearsTone, hearsVoice } from '../harness/hearing.ts'

test('warm transfer to a number: consult, swap, join, complete', async ({ centre, openDesk }) => {
  const ada = await openDesk('ada')
  const customer = await talking(centre, ada)
  const expert = await otherPhone(centre)

  await test.step('consulting: the customer has music, agent and expert talk in private', async () => {
    await ada.talkFirstWith(expert.number)
    await ada.hearsTone(OTHER_HZ, true)
    await ada.hearsTone(CUSTOMER_HZ, false)
    await hearsVoice(expert)
    await hearsTone(expert, CUSTOMER_HZ, false)
    await hearsOnlyHoldMusic(customer)
  })

  await test.step('swapped: the expert has music, agent and customer talk', async () => {
    await ada.page
      .getByRole('button', { name: /^Talk to/ })
      .first()
      .click()
    await ada.hearsTone(CUSTOMER_HZ, true)
    await ada.hearsTone(OTHER_HZ, false)
    await hearsVoice(customer)
    await hearsOnlyHoldMusic(expert)
  })

  await test.step('joined: all hear all', async () => {
    await ada.page.getByRole('button', { name: /^Merge all/ }).click()
    await ada.hearsTone(CUSTOMER_HZ, true)
    await ada.hearsTone(OTHER_HZ, true)
    await hearsTone(customer, OTHER_HZ)
    await hearsTone(expert, CUSTOMER_HZ)
  })

  await test.step('completed: the two go on without the agent, who wraps up', async () => {
    await ada.button('Complete transfer').click()
    await expect(ada.button('Complete')).toBeVisible()
    await hearsTone(customer, OTHER_HZ)
    await hearsTone(expert, CUSTOMER_HZ)
    await ada.wrapUp('Resolved', 'Handed over.')
  })

  await customer.hangUp()
  await expect.poll(() => expert.callState()).toBe('ended')
})

test('warm transfer to a teammate, who takes over and wraps up too', async ({
  centre,
  openDesk,
}) => {
  const [ada, grace] = await Promise.all([openDesk('ada'), openDesk('grace')])
  const customer = await talking(centre, ada)
  await grace.becomeAvailable()
  await ada.talkFirstWith('Grace')
  await grace.answer()
  await hearsOnlyHoldMusic(customer)
  await ada.hearsSomething()
  await ada.button('Complete transfer').click()
  await expect(ada.button('Complete')).toBeVisible()
  await grace.hearsTone(CUSTOMER_HZ, true)
  await hearsVoice(customer)
  await grace.button('Hang up').click()
  await expect.poll(() => customer.callState()).toBe('ended')
  await grace.wrapUp('Resolved', 'Taken over.')
  await ada.wrapUp('Resolved', 'Handed over.')
  const statuses = async () =>
    (await centre.workspace.tasks.list()).map((task) => task.assignmentStatus)
  await expect.poll(statuses).toEqual(['completed', 'completed'])
})

test('a supervisor taken in by warm transfer: consulted in private, joined, and left with the customer', async ({
  centre,
  openDesk,
}) => {
  const [ada, joan] = await Promise.all([openDesk('ada'), openDesk('joan')])
  const customer = await talking(centre, ada)
  await joan.becomeAvailable()
  await ada.talkFirstWith('Joan')
  await joan.answer()
  await test.step('in private: the customer has music, agent and supervisor talk', async () => {
    await ada.hearsSomething()
    await joan.hearsSomething()
    await hearsOnlyHoldMusic(customer)
  })
  await test.step('joined: both hear the customer, who hears them', async () => {
    await ada.page.getByRole('button', { name: /^Merge all/ }).click()
    await ada.hearsTone(CUSTOMER_HZ, true)
    await joan.hearsTone(CUSTOMER_HZ, true)
    await hearsVoice(customer)
  })
  await ada.button('Complete transfer').click()
  await ada.wrapUp('Resolved', 'Joan has it.')
  await joan.hearsTone(CUSTOMER_HZ, true)
  await hearsVoice(customer)
  await joan.button('Hang up').click()
  await expect.poll(() => customer.callState()).toBe('ended')
  await joan.wrapUp('Resolved', '')
})

test('cold transfer to a number, and one that is taken back', async ({ centre, openDesk }) => {
  const ada = await openDesk('ada')
  const customer = await talking(centre, ada)
  const slow = await otherPhone(centre, 'manual')

  await ada.transferNowTo(slow.number)
  await expect.poll(() => slow.callState()).toBe('ringing')
  await hearsOnlyHoldMusic(customer)
  await ada.button('Take back').click()
  await expect.poll(() => slow.callState()).toBe('ended')
  await ada.hearsTone(CUSTOMER_HZ, true)

  const other = await otherPhone(centre)
  await ada.transferNowTo(other.number)
  await hearsTone(customer, OTHER_HZ)
  await hearsTone(other, CUSTOMER_HZ)
  await ada.wrapUp('Resolved', '')
})

test('cold transfer to a teammate and to a queue, with the reason', async ({
  centre,
  openDesk,
}) => {
  const [ada, grace] = await Promise.all([openDesk('ada'), openDesk('grace')])
  const customer = await talking(centre, ada)
  await grace.becomeAvailable()
  await ada.transferNowTo('Grace')
  await grace.answer()
  await grace.hearsTone(CUSTOMER_HZ, true)
  await hearsVoice(customer)
  await ada.wrapUp('Resolved', '')

  await grace.findTarget('Transfer', 'Sales')
  await grace.page.getByRole('textbox', { name: 'Reason' }).fill('Wants a second parcel')
  await grace.page.getByRole('button', { name: 'Transfer to Sales' }).click()
  await ada.answer()
  await expect(ada.page.getByText('Wants a second parcel').first()).toBeVisible()
  await ada.hearsTone(CUSTOMER_HZ, true)
  await grace.wrapUp('Resolved', '')
})

test('a conference: added, held, removed', async ({ centre, openDesk }) => {
  const ada = await openDesk('ada')
  const customer = await talking(centre, ada)
  const third = await otherPhone(centre)
  await ada.findTarget('Add', third.number)
  await ada.page.getByRole('button', { name: /^Add / }).first().click()
  await hearsTone(customer, OTHER_HZ)
  await hearsTone(third, CUSTOMER_HZ)

  await ada.page
    .getByRole('button', { name: /^Remove/ })
    .last()
    .click()
  await expect.poll(() => third.callState()).toBe('ended')
  await hearsTone(customer, OTHER_HZ, false)
  await hearsVoice(customer)
})
