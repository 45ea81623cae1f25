import {
  CUSTOMER_HZ,
  OTHER_HZ,
  otherPhone,
  talking,
  talkingWithOneWaiting,
} from '../harness/calling.ts'
import type { Centre } from '../harness/centre.ts'
import { expect, test } from '../harness/fixtures.ts'
import { hearsOnlyHoldMusic, hearsSilence, hearsVoice } from '../harness/hearing.ts'

async function callsUp({ twilio }: Centre): Promise<string[]> {
  const calls = await twilio.calls.list({ status: 'in-progress' })
  return calls.map(({ sid }) => sid).toSorted()
}

test('the page is loaded again in a call, and both hear each other again', async ({
  centre,
  openDesk,
}) => {
  const ada = await openDesk('ada')
  const customer = await talking(centre, ada)
  const before = await callsUp(centre)
  // The browser asks whether to go, since a call is up.
  ada.page.on('dialog', (asked) => void asked.accept())
  await ada.page.reload()
  await ada.talks()
  await ada.hearsTone(CUSTOMER_HZ, true)
  await hearsVoice(customer)
  expect(await customer.callState()).toBe('in-progress')
  // The customer's leg is the same; the agent's is another, and the old one's end has ended nothing.
  await expect.poll(async () => (await callsUp(centre)).length).toBe(2)
  expect((await callsUp(centre)).filter((sid) => !before.includes(sid))).toHaveLength(1)
  // An agent who is muted must not be heard because the page was loaded again.
  await ada.button('Mute').click()
  await hearsSilence(customer)
  await ada.page.reload()
  await ada.hearsTone(CUSTOMER_HZ, true)
  await hearsSilence(customer)
  await ada.button('Unmute').click()
  await hearsVoice(customer)
  await ada.button('Hang up').click()
  await expect(ada.button('Complete')).toBeVisible()
})

test('a call that nobody has answered yet ends with the page', async ({ centre, openDesk }) => {
  const ada = await openDesk('ada')
  await ada.becomeAvailable()
  const other = await otherPhone(centre, { afterSeconds: 600 })
  await ada.dial(other.number)
  await expect(ada.button('Hang up')).toBeVisible()
  await expect.poll(() => other.callState()).toBe('ringing')
  ada.page.on('dialog', (asked) => void asked.accept())
  await ada.page.reload()
  await expect.poll(() => other.callState()).not.toBe('ringing')
})

test.describe('with call waiting', () => {
  test.use({ serverEnv: { CORDBOARD_CALL_WAITING: 'true' } })

  test('both calls come back, the one in hand and the one on hold', async ({
    centre,
    openDesk,
  }) => {
    const ada = await openDesk('ada')
    const { first, second } = await talkingWithOneWaiting(centre, ada)
    await ada.page.getByRole('button', { name: /^Hold and answer/ }).click()
    const other = ada.page.getByRole('region', { name: 'Other call' })
    await expect(other).toContainText('On hold')
    await ada.hearsTone(OTHER_HZ, true)
    ada.page.on('dialog', (asked) => void asked.accept())
    await ada.page.reload()
    await ada.hearsTone(OTHER_HZ, true)
    await hearsVoice(second)
    await hearsOnlyHoldMusic(first)
    await other.getByRole('button', { name: /^Switch to/ }).click()
    await ada.hearsTone(CUSTOMER_HZ, true)
    await hearsVoice(first)
    await hearsOnlyHoldMusic(second)
  })
})
