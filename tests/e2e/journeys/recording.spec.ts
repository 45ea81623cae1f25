import { talking } from '../harness/calling.ts'
import { test, expect } from '../harness/fixtures.ts'

test.use({ serverEnv: { CORDBOARD_RECORD_QUEUES: 'Support' } })

test('a recorded call: shown, paused, resumed; a pause that fails is told at once', async ({
  centre,
  openDesk,
}) => {
  const ada = await openDesk('ada')
  await talking(centre, ada)
  const says = (text: string) => ada.page.getByText(text, { exact: true })
  await expect(says('Recording')).toBeVisible()
  const status = async () => (await centre.twilio.recordings.list())[0]?.status
  expect(await status()).toBe('in-progress')

  await test.step('a pause that fails', async () => {
    await centre.restFault({ method: 'POST', path: '/Recordings/', status: 503 })
    await ada.button('Pause recording').click()
    await expect(ada.page.getByText(/^Still recording/).first()).toBeVisible()
    expect(await status()).toBe('in-progress')
  })

  await test.step('paused, and shown to be so when it is', async () => {
    await ada.button('Pause recording').click()
    await expect(ada.page.getByText(/^Recording paused/)).toBeVisible()
    expect(await status()).toBe('paused')
  })

  await test.step('resumed', async () => {
    await ada.button('Resume recording').click()
    await expect(says('Recording')).toBeVisible()
    expect(await status()).toBe('in-progress')
  })
})
