import type { Page } from '@playwright/test'
import { ringIn } from '../harness/calling.ts'
import type { Desk } from '../harness/desk.ts'
import { expect, test } from '../harness/fixtures.ts'

/** What the browser shows of this page outside of it. */
function shownOutside(page: Page) {
  return page.evaluate(async () => {
    const registration = await navigator.serviceWorker.getRegistration()
    const shown: readonly ShownNotification[] = (await registration?.getNotifications()) ?? []
    return shown.map(({ title, actions }) => ({
      title,
      actions: (actions ?? []).map((each) => each.action),
    }))
  })
}

/** The types of the browser lack the buttons. */
type ShownNotification = Notification & {
  readonly actions?: readonly { readonly action: string }[]
}

interface WorkerScope {
  readonly registration: ServiceWorkerRegistration
  readonly NotificationEvent: new (type: string, init: object) => Event
  held?: Notification | undefined
}

function workerOf({ page }: Desk) {
  const [worker] = page.context().serviceWorkers()
  if (worker === undefined) throw new Error('The page has no service worker.')
  return worker
}

/** Keeps what is shown now, for a click after it is gone. */
async function holdNotification(desk: Desk): Promise<void> {
  await workerOf(desk).evaluate(async () => {
    // The cast: this runs in the service worker.
    const scope = globalThis as unknown as WorkerScope
    ;[scope.held] = await scope.registration.getNotifications()
  })
}

/** The person clicks a button of the notification that is shown, or of the one that was held. */
async function click(
  desk: Desk,
  action: 'answer' | 'decline' | 'go-available',
  which: 'shown' | 'held' = 'shown',
): Promise<void> {
  await workerOf(desk).evaluate(
    async ({ action, which }) => {
      // The cast: this runs in the service worker.
      const scope = globalThis as unknown as WorkerScope
      const [shown] = await scope.registration.getNotifications()
      const notification = which === 'held' ? scope.held : shown
      globalThis.dispatchEvent(
        new scope.NotificationEvent('notificationclick', { notification, action }),
      )
    },
    { action, which },
  )
}

/** The person allows them beside the address, as the settings say. */
async function allowNotifications(origin: string, desk: Desk): Promise<void> {
  const { page } = desk
  await desk.button('Account').click()
  await page.getByRole('menuitem', { name: 'Settings' }).click()
  await expect(page.getByText(/Your browser blocks notifications/)).toBeVisible()
  await page.context().grantPermissions(['microphone', 'notifications'], { origin })
  await expect(page.getByRole('switch', { name: /^Show notifications/ })).toBeChecked()
  await desk.button('Phone').click()
}

/** The agent looks at another program, or back. A page that is driven by a test believes that it always has the focus. */
async function lookAway(page: Page, away: boolean): Promise<void> {
  await page.evaluate((hidden) => {
    document.hasFocus = () => !hidden
    window.dispatchEvent(new Event(hidden ? 'blur' : 'focus'))
  }, away)
}

test('a call is seen and answered from another tab', async ({ centre, openDesk }) => {
  const ada = await openDesk('ada')
  const { page } = ada
  await allowNotifications(centre.url, ada)
  await lookAway(page, true)
  const caller = await ringIn(centre, ada)
  await expect(page).toHaveTitle(/^● Ringing: \+.* \(\d+ s\)$/)
  await expect(page.locator('link[rel=icon]')).toHaveAttribute('href', /status-ringing\.svg$/)
  await expect
    .poll(() => shownOutside(page))
    .toEqual([{ title: expect.stringMatching(/· Support$/), actions: ['answer', 'decline'] }])
  await click(ada, 'answer')
  await expect(page).toHaveTitle(/^On a call 0:\d\d$/)
  await expect.poll(() => shownOutside(page)).toEqual([])
  await ada.hearsSomething()
  // From the strip, while another screen is open.
  await ada.button('History').click()
  await ada.button('Hold').click()
  await expect(page).toHaveTitle(/^⏸ On hold 0:\d\d$/)
  await caller.hangUp()
  await expect(page).toHaveTitle(/^◷ Wrap-up \d:\d\d$/)
})

test('a missed call is told outside, and its notification leads back to Available', async ({
  centre,
  openDesk,
}) => {
  await centre.workspace.workflows(centre.sandbox.workflowSid).update({ taskReservationTimeout: 3 })
  const ada = await openDesk('ada')
  const { page } = ada
  await allowNotifications(centre.url, ada)
  await lookAway(page, true)
  const caller = await ringIn(centre, ada, 'silence')
  await expect
    .poll(() => shownOutside(page))
    .toEqual([{ title: expect.stringMatching(/^Missed call from /), actions: ['go-available'] }])
  await expect(page).toHaveTitle(/^Missed call from .* — Cordboard$/)
  await caller.hangUp()
  await click(ada, 'go-available')
  await expect(page).toHaveTitle('Available — Cordboard')
  await expect.poll(() => shownOutside(page)).toEqual([])
})

test('nothing is shown to an agent who looks at the page, and a late click answers nothing', async ({
  centre,
  openDesk,
}) => {
  const ada = await openDesk('ada')
  const { page } = ada
  await allowNotifications(centre.url, ada)
  await lookAway(page, true)
  const caller = await ringIn(centre, ada, 'silence')
  await expect.poll(() => shownOutside(page)).toHaveLength(1)
  // The notification is kept by the test, as by a system that takes its time.
  await holdNotification(ada)
  await lookAway(page, false)
  await expect.poll(() => shownOutside(page)).toEqual([])
  await caller.hangUp()
  await expect(ada.button('Answer')).toBeHidden()
  await caller.dial(centre.number)
  await expect(ada.button('Answer')).toBeVisible()
  await click(ada, 'answer', 'held')
  await click(ada, 'decline', 'held')
  await expect(ada.button('Answer')).toBeEnabled()
  await expect(page).toHaveTitle(/^● Ringing/)
  await ada.answer()
})

test('the service worker is read again each time, and takes no part in how pages load', async ({
  centre,
}) => {
  const worker = await fetch(`${centre.url}/sw.js`)
  expect(worker.headers.get('content-type')).toContain('javascript')
  expect(worker.headers.get('cache-control')).toContain('max-age=0')
  const code = await worker.text()
  expect(code).not.toMatch(/fetch|caches|import/)
  const manifest = await fetch(`${centre.url}/manifest.webmanifest`)
  expect(await manifest.json()).toMatchObject({ name: 'Cordboard', display: 'standalone' })
})
