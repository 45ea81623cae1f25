import { CUSTOMER_HZ, OTHER_HZ, talkingWithOneWaiting } from '../harness/calling.ts'
import { test, expect } from '../harness/fixtures.ts'
import { hearsOnlyHoldMusic, hearsTone, hearsVoice } from '../harness/hearing.ts'

test.use({ serverEnv: { CORDBOARD_CALL_WAITING: 'true' } })

test('a second caller: answered with the first on hold, switched to and fro, joined', async ({
  centre,
  openDesk,
}) => {
  const ada = await openDesk('ada')
  const { first, second } = await talkingWithOneWaiting(centre, ada)
  const waiting = ada.page.getByRole('region', { name: 'Call waiting' })
  const other = ada.page.getByRole('region', { name: 'Other call' })

  await test.step('answered: the first has music, the second talks with the agent', async () => {
    await expect(waiting).toBeVisible()
    await waiting.getByRole('button', { name: /^Hold and answer/ }).click()
    await ada.hearsTone(OTHER_HZ, true)
    await ada.hearsTone(CUSTOMER_HZ, false)
    await hearsVoice(second)
    await hearsOnlyHoldMusic(first)
    await expect(other).toContainText('On hold')
  })

  await test.step('switched: the second has music, the first talks', async () => {
    await other.getByRole('button', { name: /^Switch to/ }).click()
    await ada.hearsTone(CUSTOMER_HZ, true)
    await ada.hearsTone(OTHER_HZ, false)
    await hearsVoice(first)
    await hearsOnlyHoldMusic(second)
  })

  await test.step('joined: all three hear one another', async () => {
    await other.getByRole('button', { name: /^Merge calls/ }).click()
    await hearsTone(first, OTHER_HZ)
    await hearsTone(second, CUSTOMER_HZ)
    await ada.hearsTone(CUSTOMER_HZ, true)
    await ada.hearsTone(OTHER_HZ, true)
  })

  await ada.button('Hang up').click()
  await expect.poll(() => first.callState()).toBe('ended')
  await expect.poll(() => second.callState()).toBe('ended')
})
