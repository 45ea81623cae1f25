import type { Page } from '@playwright/test'
import { CUSTOMER_HZ, OTHER_HZ, talking, talkingWithOneWaiting } from '../harness/calling.ts'
import { openWebDesk } from '../harness/chromium.ts'
import type { Centre } from '../harness/centre.ts'
import { Desk } from '../harness/desk.ts'
import { expect, test } from '../harness/fixtures.ts'
import { hearsOnlyHoldMusic, hearsSilence, hearsVoice } from '../harness/hearing.ts'

/** The page's process is gone at once, as when the machine dies. */
async function crash(page: Page): Promise<void> {
  const crashed = page.waitForEvent('crash')
  void page.goto('chrome://crash').catch(() => undefined)
  await crashed
}

/** Another page of the same browser. */
async function openAgain({ url }: Centre, before: Desk): Promise<Desk> {
  const page = await before.page.context().newPage()
  await page.goto(`${url}/#demo=ada`)
  return new Desk(page, before.close)
}

test('an agent whose browser dies comes back to the customer, who hears music meanwhile', async ({
  centre,
  openDesk,
}) => {
  const ada = await openDesk('ada')
  const customer = await talking(centre, ada)
  await ada.button('Mute').click()
  await crash(ada.page)
  await expect(async () => hearsOnlyHoldMusic(customer)).toPass({ timeout: 20_000 })
  const back = await openAgain(centre, ada)
  await back.talks()
  await back.hearsTone(CUSTOMER_HZ, true)
  // The page before was muted; another tab does not know that.
  await hearsVoice(customer)
  await back.button('Hang up').click()
  await expect(back.button('Complete')).toBeVisible()
  await expect.poll(() => customer.callState()).toBe('ended')
})

test('an agent who comes back too late is told what became of the customer', async ({
  centre,
  openDesk,
}) => {
  test.setTimeout(90_000)
  const ada = await openDesk('ada')
  const customer = await talking(centre, ada)
  await crash(ada.page)
  // The call is in the queue, and rings somebody else.
  const grace = await openWebDesk(centre.url, 'grace')
  try {
    await grace.becomeAvailable()
    await expect(grace.button('Answer')).toBeVisible({ timeout: 40_000 })
    await hearsOnlyHoldMusic(customer)
    await grace.answer()
    await hearsVoice(customer)
    const back = await openAgain(centre, ada)
    await expect(
      back.page.getByText(/^Your connection was lost\. .* went back to the queue\.$/),
    ).toBeVisible()
    await expect(back.button('Complete')).toBeVisible()
    expect(await customer.callState()).toBe('in-progress')
  } finally {
    await grace.close()
  }
})

test('a page whose socket alone is broken comes back by itself, muted as it was', async ({
  centre,
  openDesk,
}) => {
  const ada = await openDesk('ada')
  await ada.becomeAvailable()
  let broken = false
  await ada.page.routeWebSocket(/\/realtime/, (page) => {
    const server = page.connectToServer()
    page.onMessage((message) => {
      if (!broken) server.send(message)
    })
    server.onMessage((message) => {
      if (!broken) page.send(message)
    })
  })
  await ada.page.reload()
  const customer = await talking(centre, ada)
  await ada.button('Mute').click()
  await hearsSilence(customer)
  broken = true
  await expect(async () => hearsOnlyHoldMusic(customer)).toPass({ timeout: 20_000 })
  broken = false
  await ada.hearsTone(CUSTOMER_HZ, true)
  await ada.talks()
  await hearsSilence(customer)
  await ada.button('Unmute').click()
  await hearsVoice(customer)
})

test('an agent who hangs up while the server is silent has hung up', async ({
  centre,
  openDesk,
}) => {
  const ada = await openDesk('ada')
  const customer = await talking(centre, ada)
  let cut = true
  await ada.page.route('**/hang-up', (route) =>
    cut ? route.abort('connectionfailed') : route.continue(),
  )
  await ada.button('Hang up').click()
  await expect(async () => hearsOnlyHoldMusic(customer)).toPass({ timeout: 20_000 })
  cut = false
  await expect.poll(() => customer.callState()).toBe('ended')
  await expect(ada.button('Complete')).toBeVisible()
})

test.describe('with call waiting', () => {
  test.use({ serverEnv: { CORDBOARD_CALL_WAITING: 'true' } })

  test('an agent whose browser dies with two calls comes back into both', async ({
    centre,
    openDesk,
  }) => {
    const ada = await openDesk('ada')
    const { first, second } = await talkingWithOneWaiting(centre, ada)
    await ada.page.getByRole('button', { name: /^Hold and answer/ }).click()
    await ada.hearsTone(OTHER_HZ, true)
    await crash(ada.page)
    await expect(async () => hearsOnlyHoldMusic(second)).toPass({ timeout: 20_000 })
    const back = await openAgain(centre, ada)
    const other = back.page.getByRole('region', { name: 'Other call' })
    await expect(other).toContainText('On hold', { timeout: 20_000 })
    await back.hearsTone(OTHER_HZ, true)
    await hearsVoice(second)
    await hearsOnlyHoldMusic(first)
    await other.getByRole('button', { name: /^Switch to/ }).click()
    await back.hearsTone(CUSTOMER_HZ, true)
    await hearsVoice(first)
    await hearsOnlyHoldMusic(second)
  })
})
