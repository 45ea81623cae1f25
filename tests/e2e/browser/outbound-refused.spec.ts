import { test, expect } from '../harness/fixtures.ts'

test('a busy customer is told to the agent, who can dial again', async ({ centre, openDesk }) => {
  const ada = await openDesk('ada')
  await ada.becomeAvailable()
  const customer = await centre.phone({ answers: 'busy' })
  await ada.dial(customer.number)
  await expect(ada.page.getByText(/busy/i).first()).toBeVisible()
  await expect(ada.button('Call')).toBeVisible()
})

test('a bad number is refused with a reason, and nothing is dialled', async ({
  centre,
  openDesk,
}) => {
  const ada = await openDesk('ada')
  await ada.becomeAvailable()
  await ada.dial('+1 415 55')
  await expect(ada.page.getByRole('alert')).toContainText(/number/i)
  expect(await centre.twilio.calls.list()).toHaveLength(0)
})

test('an emergency number is refused with the reason, and nothing is dialled', async ({
  centre,
  openDesk,
}) => {
  const ada = await openDesk('ada')
  await ada.becomeAvailable()
  await ada.dial('911')
  await expect(ada.page.getByRole('alert')).toContainText(/emergency/i)
  expect(await centre.twilio.calls.list()).toHaveLength(0)
})
