import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test, type Page } from '@playwright/test'
import { missingPrograms } from './desktop-session.ts'
import { mainWindow } from './launch.ts'
import { windowState } from './panels.ts'
import { openSignedIn, type SignedIn } from './signed-in.ts'
import { forgetProfile } from './forget-profile.ts'

let userData: string
let opened: SignedIn
let page: Page
test.beforeEach(async () => {
  userData = mkdtempSync(join(tmpdir(), 'cordboard-links-'))
  opened = await openSignedIn({ userData })
  ;({ page } = opened.desktop)
})
test.afterEach(async () => {
  await opened.close()
  forgetProfile(userData)
})

/** Starts the program again with a link, as the system does when one is clicked. */
async function startAgain(link: string): Promise<void> {
  const { app } = opened.desktop
  const [program, args] = await app.evaluate(({ app }): [string, string[]] => [
    process.execPath,
    [...process.argv.slice(1), app.getPath('userData')],
  ])
  const sandbox = args.filter((argument) => argument === '--no-sandbox')
  const child = spawn(program, [...sandbox, ...appFolder(args), link], {
    env: { ...process.env, CORDBOARD_USER_DATA: userData },
    stdio: 'ignore',
  })
  await once(child, 'exit')
}

/** The folder that a launcher was handed; a placed program needs none. */
function appFolder(args: readonly string[]): readonly string[] {
  return process.env['ELECTRON_OVERRIDE_DIST_PATH'] === undefined
    ? args.filter((argument) => argument.endsWith('/desktop') || argument === '.')
    : []
}

const field = () => page.getByRole('combobox', { name: 'Number', exact: true })

test('a second start passes its link on, shows the window, and fills in without dialling', async () => {
  await (await mainWindow(opened.desktop)).evaluate((window) => window.hide())
  await startAgain('tel:+1-415-555-0123')
  await expect(field()).toHaveValue('+1 415 555 0123')
  await expect.poll(() => windowState(opened.desktop.app, 'index')).toMatchObject({ visible: true })
  expect(opened.server.seen.filter(({ path }) => path.includes('/calls'))).toEqual([])
  await startAgain('cordboard:dial/%2B351215550147')
  await expect(field()).toHaveValue('+351 21 555 0147')
})

test('a link comes through the settings page, too', async () => {
  await page.getByRole('button', { name: 'Account' }).click()
  await page.getByRole('menuitem', { name: 'Settings' }).click()
  await startAgain('callto:+14155550123')
  await expect(field()).toHaveValue('+1 415 555 0123')
  await expect(field()).toBeFocused()
})

for (const link of [
  'tel:javascript:alert(1)',
  'cordboard:settings?server.origin=https://evil.example',
  'tel:<img src=x onerror=alert(1)>',
]) {
  test(`${link} gets nowhere`, async () => {
    await startAgain('tel:+14155550123')
    await expect(field()).toHaveValue('+1 415 555 0123')
    await startAgain(link)
    // A good one after it has come: the bad one has been and gone by then.
    await startAgain('tel:+14155550124')
    await expect(field()).toHaveValue('+1 415 555 0124')
    await expect(page.getByText('evil')).toHaveCount(0)
  })
}

test('the number that was copied is put into the dialler by a key', async () => {
  const missing = missingPrograms('xdotool')
  test.skip(missing.length > 0, `not run: this machine lacks ${missing.join(', ')}`)
  await opened.desktop.app.evaluate(({ clipboard }) => clipboard.writeText(' +1 (415) 555-0123\n'))
  execFileSync('xdotool', ['key', 'ctrl+alt+shift+d'])
  await expect(field()).toHaveValue('+1 415 555 0123')
  await opened.desktop.app.evaluate(({ clipboard }) => clipboard.writeText('see you at 10'))
  execFileSync('xdotool', ['key', 'ctrl+alt+shift+d'])
  await opened.desktop.app.evaluate(({ clipboard }) => clipboard.writeText('4711'))
  execFileSync('xdotool', ['key', 'ctrl+alt+shift+d'])
  await expect(field()).toHaveValue('4711')
})
