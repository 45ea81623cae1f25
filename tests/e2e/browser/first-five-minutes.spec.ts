import type { Browser, BrowserContext, Page } from '@playwright/test'
import type { Centre } from '../harness/centre.ts'
import { launchChromium } from '../harness/chromium.ts'
import { expect, test } from '../harness/fixtures.ts'
import { Newcomer } from '../harness/newcomer.ts'
import { storedWrapUps } from '../harness/store.ts'

/** What a new browser knows: nothing. */
async function openBrowser(
  options: Parameters<typeof launchChromium>[1] = {},
): Promise<{ browser: Browser; context: BrowserContext; page: Page }> {
  const browser = await launchChromium(undefined, options)
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 } })
  return { browser, context, page: await context.newPage() }
}

async function signIn(centre: Centre, newcomer: Newcomer): Promise<void> {
  await newcomer.page.goto(centre.url)
  await newcomer.reads('A practice contact centre, with nothing to set up')
  await newcomer.presses('Continue as Ada Lovelace')
  await newcomer.reads('Getting started')
}

async function goAvailable(newcomer: Newcomer): Promise<void> {
  await newcomer.reads('You’re offline. Calls don’t reach you.')
  await newcomer.presses('Go available')
  await newcomer.reads('You’re Available. Calls reach you.')
}

test('a newcomer takes a first call within five minutes, with no help but the screen', async ({
  centre,
}) => {
  const { browser, page } = await openBrowser()
  const startedAt = Date.now()
  try {
    const newcomer = new Newcomer(page)
    await signIn(centre, newcomer)
    await newcomer.reads('Your microphone works.')
    await newcomer.presses('Play the ring')
    await newcomer.reads('Did you hear it?')
    await newcomer.presses('Yes')
    await newcomer.reads('You can hear calls.')
    await goAvailable(newcomer)
    await newcomer.reads('You’re ready. Your next call rings here.')

    const customerPage = page.waitForEvent('popup')
    await newcomer.presses('Call yourself')
    const customer = new Newcomer(await customerPage)
    await customer.presses('Call')

    await page.bringToFront()
    await newcomer.presses('Answer')
    await newcomer.reads('Talking')
    await newcomer.writes('Notes', 'Asks for a refund, order 4711')
    await newcomer.presses('Hold')
    await newcomer.reads('On hold')
    await newcomer.presses('Resume')
    await newcomer.reads('Talking')
    await newcomer.presses('Hang up')

    await newcomer.writes('Type a few letters', 'resol')
    await newcomer.presses('Complete')
    // The card has done its work.
    await newcomer.reads('Recent calls')
    await newcomer.readsNoMore('Getting started')
    await newcomer.presses('History')
    await newcomer.reads('Resolved')
    expect(storedWrapUps(centre.dataFolder)).toEqual([
      { disposition: 'Resolved', notes: 'Asks for a refund, order 4711' },
    ])
    expect(Date.now() - startedAt).toBeLessThan(5 * 60_000)
  } finally {
    await browser.close()
  }
})

test('a newcomer whose browser blocks the microphone is told, is shown where, and goes on', async ({
  centre,
}) => {
  const { browser, context, page } = await openBrowser({ asks: true })
  try {
    const origin = new URL(centre.url).origin
    const devtools = await context.newCDPSession(page)
    const { targetInfo } = await devtools.send('Target.getTargetInfo')
    const { browserContextId } = targetInfo
    const setMicrophone = (setting: 'denied' | 'granted') =>
      devtools.send('Browser.setPermission', {
        origin,
        permission: { name: 'microphone' },
        setting,
        ...(browserContextId === undefined ? {} : { browserContextId }),
      })
    await setMicrophone('denied')
    const newcomer = new Newcomer(page)
    await signIn(centre, newcomer)
    await newcomer.reads('Your microphone is blocked.')
    await newcomer.reads('It’s blocked. Allow it above.')
    await newcomer.presses('Allow microphone')
    await newcomer.reads('Click the icon at the left of the address.')
    await expect(page.getByRole('dialog').locator('svg').first()).toBeInViewport()
    // Not allowed yet: another try says so again.
    await newcomer.presses('Try again')
    await newcomer.reads('Click the icon at the left of the address.')

    // What the picture shows.
    await setMicrophone('granted')
    await newcomer.reads('Your microphone works.')
    await newcomer.readsNoMore('Click the icon at the left of the address.')
    await goAvailable(newcomer)

    const customer = await centre.phone({ plays: 'silence' })
    await customer.dial(centre.number)
    await newcomer.presses('Answer')
    await newcomer.reads('Talking')
  } finally {
    await browser.close()
  }
})
