import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { connect, createServer, type AddressInfo, type Server } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test, type Page } from '@playwright/test'
import { strFromU8, unzipSync } from 'fflate'
import { launchChromium } from '../harness/chromium.ts'
import { mainWindow } from './launch.ts'
import { windowState } from './panels.ts'
import { placeUnderPolicy } from './placed-under-policy.ts'
import { openSignedIn, type SignedIn } from './signed-in.ts'
import { startSmallServer } from './small-server.ts'

const runtime = process.env['ELECTRON_OVERRIDE_DIST_PATH'] ?? ''
test.skip(runtime === '' || process.platform !== 'linux', 'not run: needs a runtime for Linux')

let folder: string
let holder: Server
let port: number
test.beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'cordboard-integration-'))
  // A port that was free a moment ago.
  holder = createServer().listen(0, '127.0.0.1')
  await once(holder, 'listening')
  ;({ port } = holder.address() as AddressInfo)
})
test.afterEach(() => {
  holder.close()
  rmSync(folder, { recursive: true, force: true })
})

async function freePort(): Promise<void> {
  holder.close()
  await once(holder, 'close')
}

/** The desktop, signed in, under this policy. */
function openUnder(policy: Readonly<Record<string, unknown>>): Promise<SignedIn> {
  return openSignedIn({ executable: placeUnderPolicy(runtime, folder, policy), userData: folder })
}

/** What the main process has written into its log. */
const logged = (): string => readFileSync(join(folder, 'logs/main.log'), 'utf8')

/** Whether the main process listens anywhere at all. */
function listens({ desktop }: SignedIn): Promise<boolean> {
  return desktop.app.evaluate(() => process.getActiveResourcesInfo().includes('TCPServerWrap'))
}

const post = (page: Page, number: string) =>
  page.evaluate(
    async ({ url, number }) => {
      const reply = await fetch(`${url}/dial`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ number }),
      })
      return reply.status
    },
    { url: `http://127.0.0.1:${port}`, number },
  )

test('without a policy nothing listens, whatever a person has written into the settings', async () => {
  await freePort()
  const settings = { 'integration.port': port, 'integration.programs': true }
  writeFileSync(join(folder, 'settings.json'), JSON.stringify({ version: 2, settings }))
  const opened = await openUnder({})
  try {
    expect(await listens(opened)).toBe(false)
    const socket = connect(port, '127.0.0.1')
    const [refused] = (await once(socket, 'error')) as [NodeJS.ErrnoException]
    expect(refused.code).toBe('ECONNREFUSED')
  } finally {
    await opened.close()
  }
})

test('a page of the policy’s list, in a browser, fills in the dialler and dials nothing; another page does not', async () => {
  await freePort()
  const [crm, other] = [await startSmallServer(), await startSmallServer()]
  const opened = await openUnder({ 'integration.port': port, 'integration.origins': [crm.url] })
  const browser = await launchChromium()
  try {
    const { app, page: phone } = opened.desktop
    await expect.poll(logged).toContain('integration port open')
    expect(await listens(opened)).toBe(true)
    const field = phone.getByRole('combobox', { name: 'Number', exact: true })
    const page = await browser.newPage()

    await page.goto(`${other.url}/page`)
    // The browser hides the answer from a page that is not on the list.
    await expect(post(page, '+14155550199')).rejects.toThrow('Failed to fetch')

    await (await mainWindow({ app, page: phone })).evaluate((window) => window.hide())
    await page.goto(`${crm.url}/page`)
    expect(await post(page, '+351 21 555 0147')).toBe(204)
    await expect(field).toHaveValue('+351 21 555 0147')
    await expect.poll(() => windowState(app, 'index')).toMatchObject({ visible: true })
    const status = await page.evaluate(
      async (url) => (await fetch(url)).json() as Promise<unknown>,
      `http://localhost:${port}/status`,
    )
    const version = await app.evaluate(({ app }) => app.getVersion())
    expect(status).toEqual({ app: 'Cordboard', version, onCall: false })
    expect(opened.server.seen.filter(({ path }) => path.includes('/calls'))).toEqual([])
  } finally {
    await browser.close()
    await opened.close()
    await crm.close()
    await other.close()
  }
})

test('with a port that is taken everything else works, and it is reported with the policy', async () => {
  const opened = await openUnder({ 'integration.port': port, 'integration.programs': true })
  try {
    const { app, page } = opened.desktop
    await expect.poll(logged).toContain('integration port not opened')
    const zip = join(folder, 'diagnostics.zip')
    await app.evaluate(({ dialog }, filePath) => {
      dialog.showSaveDialog = async () => ({ canceled: false, filePath })
    }, zip)
    await page.getByRole('button', { name: 'Account' }).click()
    await page.getByRole('menuitem', { name: 'Settings' }).click()
    await page.getByRole('button', { name: 'Export diagnostics…' }).click()
    await expect(page.getByText('File saved.')).toBeVisible()
    const { 'policy.json': report = new Uint8Array() } = unzipSync(readFileSync(zip))
    const { refused } = JSON.parse(strFromU8(report)) as { refused: unknown }
    expect(refused).toEqual([
      {
        where: '/etc/cordboard/policy.json',
        key: 'integration.port',
        why: 'cannot be had (EADDRINUSE): does another program listen there?',
      },
    ])
  } finally {
    await opened.close()
  }
})
