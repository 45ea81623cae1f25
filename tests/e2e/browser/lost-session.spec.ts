import type { Page } from '@playwright/test'
import { CUSTOMER_HZ, talking } from '../harness/calling.ts'
import { openWebDeskByPassword } from '../harness/chromium.ts'
import type { Desk } from '../harness/desk.ts'
import { expect, test as base } from '../harness/fixtures.ts'
import { hearsSilence, hearsVoice } from '../harness/hearing.ts'

const test = base.extend<{ ada: Desk }>({
  ada: async ({ centre }, use) => {
    const ada = await openWebDeskByPassword(centre.url, 'ada')
    await use(ada)
    await ada.close()
  },
})

/** The server answers the next renewal, and the connection is reset before the page has read it. */
async function loseNextRenewal(page: Page): Promise<void> {
  await page.route(
    '**/api/session/refresh',
    async (route) => {
      const request = route.request()
      // Not through the browser: that would keep the cookie which the page never got.
      const reply = await fetch(request.url(), {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...(await request.allHeaders()) },
        body: request.postData(),
      })
      expect(reply.status).toBe(200)
      await route.abort('connectionreset')
    },
    { times: 1 },
  )
}

test('the answer to a renewal is lost in a call: it is asked for again, and nobody notices', async ({
  centre,
  ada,
}) => {
  const customer = await talking(centre, ada)
  await loseNextRenewal(ada.page)
  // A command whose token is refused is what makes the page renew now, and not in minutes.
  const refusal = { error: { code: 'signed-out', message: 'signed-out', retryable: false } }
  await ada.page.route('**/hold', (route) => route.fulfill({ status: 401, json: refusal }), {
    times: 1,
  })
  const renewed = ada.page.waitForResponse('**/api/session/refresh')
  await ada.button('Hold').click()
  expect((await renewed).status()).toBe(200)
  await ada.button('Hold').click()
  await expect(ada.button('Resume')).toBeVisible()
  await ada.button('Resume').click()
  await ada.hearsTone(CUSTOMER_HZ, true)
  expect(await customer.callState()).toBe('in-progress')
})

test('the session is lost in a call: the call goes on, and the agent signs in over it', async ({
  centre,
  ada,
}) => {
  const customer = await talking(centre, ada)
  const dialog = ada.page.getByRole('dialog', { name: 'Sign in again' })
  const press = (name: string) => dialog.getByRole('button', { name, exact: true }).click()
  // The same account signs in somewhere else, which ends the session here.
  const elsewhere = await fetch(`${centre.url}/api/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ username: 'ada', password: 'cordboard', delivery: 'body' }),
  })
  expect(elsewhere.status).toBe(200)
  await expect(dialog).toContainText('Your call continues')
  await ada.hearsTone(CUSTOMER_HZ, true)
  await press('Mute')
  await hearsSilence(customer)
  await press('Unmute')
  await hearsVoice(customer)
  await dialog.getByLabel(/^Password for/).fill('cordboard')
  await press('Sign in')
  await expect(dialog).toBeHidden()
  await ada.button('Hold').click()
  await expect(ada.button('Resume')).toBeVisible()
  await ada.button('Resume').click()
  await hearsVoice(customer)
  await ada.hearsTone(CUSTOMER_HZ, true)
  expect(await customer.callState()).toBe('in-progress')
  await ada.button('Hang up').click()
  await expect(ada.button('Complete')).toBeVisible()
})
