import { expect, test, type Page } from '@playwright/test'
import { launchDesktop, mainWindow, type LaunchedDesktop } from './launch.ts'
import { makeRing, panelPage, windowState } from './panels.ts'
import { startSmallServer, type SmallServer } from './small-server.ts'

let server: SmallServer
let desktop: LaunchedDesktop
let ring: Page
test.beforeEach(async () => {
  server = await startSmallServer()
  desktop = await launchDesktop({ serverUrl: server.url })
  ring = await panelPage(desktop.app, 'ring')
  await (await mainWindow(desktop)).evaluate((window) => window.hide())
})
test.afterEach(async () => {
  await desktop.close()
  await server.close()
})

const marta = {
  ...makeRing('call-1', 'Marta Oliveira', 'Support · +351 21 555 0147'),
  number: '+351 21 555 0147',
}

function show(ring: object): Promise<unknown> {
  return desktop.page.evaluate((ring) => window.desktop.invoke('ringing.show', ring as never), ring)
}

/** The next answer or refusal that reaches the page. */
async function nextAction() {
  const heard = await desktop.page.evaluateHandle(() => {
    const next = new Promise<unknown>((resolve) => {
      window.desktop.on('ringing.action', (action) => resolve(action))
    })
    return { next }
  })
  return () => heard.evaluate(({ next }) => next)
}

test('it is above everything while the window is hidden, takes no focus, and closes with the ring', async () => {
  expect(await windowState(desktop.app, 'ring')).toMatchObject({ visible: false })
  await show(marta)
  await expect
    .poll(() => windowState(desktop.app, 'ring'))
    .toMatchObject({ visible: true, above: true, focused: false })
  await expect(ring.getByRole('heading')).toHaveText('Marta Oliveira')
  await expect(ring.getByText('Support', { exact: true })).toBeVisible()
  await expect(ring.getByText('+351 21 555 0147')).toBeVisible()
  await desktop.page.evaluate(() => window.desktop.invoke('ringing.clear', { callId: 'call-1' }))
  await expect.poll(() => windowState(desktop.app, 'ring')).toMatchObject({ visible: false })
})

for (const [name, act, action] of [
  ['the Answer button', () => ring.getByRole('button', { name: 'Answer' }).click(), 'answer'],
  ['the Decline button', () => ring.getByRole('button', { name: 'Decline' }).click(), 'decline'],
  ['Enter', () => ring.keyboard.press('Enter'), 'answer'],
  ['Escape', () => ring.keyboard.press('Escape'), 'decline'],
] as const) {
  test(`${name} goes to the page that has the call`, async () => {
    await show(marta)
    await expect(ring.getByRole('heading')).toBeVisible()
    const heard = await nextAction()
    await act()
    expect(await heard()).toEqual({ callId: 'call-1', action })
    // A second press does nothing while the first is under way.
    await expect(ring.getByRole('button', { name: 'Answer' })).toBeVisible()
    await expect(ring.locator('[aria-busy=true]')).toHaveCount(1)
  })
}

test('the name of a caller is shown and never run', async () => {
  const evil = '<img src=x onerror="document.title=`owned`"><script>document.title="owned"</script>'
  await show({ ...makeRing('call-1', evil), note: `javascript:alert(1) ${evil}` })
  await expect(ring.getByRole('heading')).toHaveText(evil)
  expect(await ring.locator('img, main script').count()).toBe(0)
  expect(await ring.title()).toBe('Incoming call')
})

test('its page has no Node, no network, and three functions', async () => {
  const found = await ring.evaluate(
    async (url) => ({
      node: [typeof Reflect.get(window, 'process'), typeof Reflect.get(window, 'require')],
      desktop: typeof Reflect.get(window, 'desktop'),
      doors: Object.keys(Reflect.get(window, 'panel') as object),
      frozen: Object.isFrozen(Reflect.get(window, 'panel')),
      fetched: await fetch(`${url}/api/welcome`).then(
        () => 'reached',
        () => 'refused',
      ),
    }),
    server.url,
  )
  expect(found).toEqual({
    node: ['undefined', 'undefined'],
    desktop: 'undefined',
    doors: ['now', 'onShow', 'act'],
    frozen: true,
    fetched: 'refused',
  })
  const preferences = await (
    await desktop.app.browserWindow(ring)
  ).evaluate((window) => {
    // `getLastWebPreferences` is not in the published types of every version.
    const contents = window.webContents as unknown as {
      getLastWebPreferences(): Record<string, unknown>
    }
    const { sandbox, contextIsolation, nodeIntegration } = contents.getLastWebPreferences()
    return { sandbox, contextIsolation, nodeIntegration }
  })
  expect(preferences).toEqual({ sandbox: true, contextIsolation: true, nodeIntegration: false })
})

test('its messages are parsed strictly', async () => {
  await show(marta)
  const refused = desktop.log.waitFor('panel refused')
  await ring.evaluate(() =>
    (Reflect.get(window, 'panel') as { act(action: unknown): void }).act({
      kind: 'answer',
      callId: 'call-1',
      also: 'x',
    }),
  )
  expect(await refused).toContain('payload')
})

test('it says how long they wait and how long it rings, counted on, and what was said before', async () => {
  const note = 'Wants a refund, order 4711. '.repeat(8)
  const ends = Date.now() + 30_000
  await show({
    ...marta,
    note,
    waitsSince: new Date(Date.now() - 61_000).toISOString(),
    deadline: new Date(ends).toISOString(),
  })
  await expect(ring.getByText(/^Support\s· waited 1:0\d · (30|2\d) s left$/)).toBeVisible()
  await expect(ring.getByText(/^Support\s· waited 1:0\d · 27 s left$/)).toBeVisible()
  // Two lines of the note, and both buttons: nothing is outside of the window.
  const fits = await ring.evaluate(() => {
    const { innerWidth, innerHeight } = window
    return [...document.querySelectorAll('h1, p, button')].every((element) => {
      const { right, bottom } = element.getBoundingClientRect()
      return right <= innerWidth && bottom <= innerHeight
    })
  })
  expect(fits).toBe(true)
})

test('two ringing calls are counted, and the other is shown when the first is gone', async () => {
  await show(marta)
  await show(makeRing('call-2', 'Priya Raman', 'Sales'))
  await expect(ring.getByText('and 1 more')).toBeVisible()
  await desktop.page.evaluate(() => window.desktop.invoke('ringing.clear', { callId: 'call-1' }))
  await expect(ring.getByRole('heading')).toHaveText('Priya Raman')
  await expect(ring.getByText(/more/)).toHaveCount(0)
})
