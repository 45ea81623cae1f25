import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, readdirSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test, type Page } from '@playwright/test'
import { missingPrograms } from './desktop-session.ts'
import { mainWindow } from './launch.ts'
import { openSignedIn, type SignedIn } from './signed-in.ts'
import { forgetProfile } from './forget-profile.ts'

let userData: string
let opened: SignedIn
let page: Page
test.beforeEach(async () => {
  userData = mkdtempSync(join(tmpdir(), 'cordboard-settings-'))
})
test.afterEach(async () => {
  await opened.close()
  forgetProfile(userData)
})

async function openSettings(): Promise<void> {
  opened = await openSignedIn({ userData })
  ;({ page } = opened.desktop)
  await page.getByRole('button', { name: 'Account' }).click()
  await page.getByRole('menuitem', { name: 'Settings' }).click()
  await expect(page.getByRole('heading', { name: 'Settings' })).toBeVisible()
}

function kept(): Record<string, unknown> {
  return JSON.parse(readFileSync(join(userData, 'settings.json'), 'utf8')) as Record<
    string,
    unknown
  >
}

test('a choice applies at once, is stored, and applies the next time', async () => {
  await openSettings()
  await page.getByRole('combobox', { name: 'Theme' }).selectOption('Dark')
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark')
  // The ring window and the mini bar follow the program's own theme.
  const dark = () => opened.desktop.app.evaluate(({ nativeTheme }) => nativeTheme.themeSource)
  await expect.poll(dark).toBe('dark')
  await page.getByRole('combobox', { name: 'Text size' }).selectOption('Larger')
  const factor = async () =>
    (await mainWindow(opened.desktop)).evaluate(({ webContents }) =>
      Math.round(webContents.getZoomFactor() * 100),
    )
  await expect.poll(factor).toBe(130)
  await page.getByRole('switch', { name: /Show the ring window/ }).uncheck()
  await expect
    .poll(() => kept()['settings'])
    .toEqual({
      'appearance.theme': 'dark',
      'appearance.textSize': 'larger',
      'notifications.ringWindow': false,
    })
  await opened.close()
  await openSettings()
  await expect(page.getByRole('combobox', { name: 'Theme' })).toHaveValue('dark')
  await expect.poll(factor).toBe(130)
  expect(await dark()).toBe('dark')
})

test('a setting that needs a restart says so', async () => {
  await openSettings()
  await page.getByRole('switch', { name: 'Hardware acceleration' }).uncheck()
  await expect(page.getByText('Restart Cordboard to apply')).toBeVisible()
  await page.getByRole('switch', { name: 'Hardware acceleration' }).check()
  await expect(page.getByText('Restart Cordboard to apply')).toBeHidden()
})

test('a broken file is kept under another name, which the person can read', async () => {
  writeFileSync(join(userData, 'settings.json'), '{ "version": 2, "sett')
  await openSettings()
  const aside = readdirSync(userData).find((name) => name.startsWith('settings.unreadable'))
  await expect(page.getByText(aside ?? 'nothing was kept')).toBeVisible()
  expect(readFileSync(join(userData, aside ?? ''), 'utf8')).toBe('{ "version": 2, "sett')
})

test('settings are exported and imported, and unknown ones are named', async () => {
  await openSettings()
  await page.getByRole('switch', { name: 'Flash in the taskbar' }).uncheck()
  await opened.desktop.app.evaluate(({ session }, folder) => {
    session.defaultSession.once('will-download', (_event, item) =>
      item.setSavePath(`${folder}/exported.json`),
    )
  }, userData)
  await page.getByRole('button', { name: 'Export…' }).click()
  const file = join(userData, 'exported.json')
  const exported = () => JSON.parse(readFileSync(file, 'utf8')) as { settings: object }
  await expect(async () => {
    expect(exported().settings).toEqual({ 'notifications.flash': false })
  }).toPass()
  const settings = { 'notifications.flash': true, 'appearance.theme': 'light', colour: 'pink' }
  writeFileSync(file, JSON.stringify({ format: 'cordboard-settings', version: 1, settings }))
  await page.getByLabel('Import…').locator('visible=false').setInputFiles(file)
  await expect(page.getByText('2 settings imported. Not imported: colour.')).toBeVisible()
  await expect(page.getByRole('switch', { name: 'Flash in the taskbar' })).toBeChecked()
  await expect.poll(() => kept()['settings']).toEqual({ 'appearance.theme': 'light' })
})

test('a page that asks for more than its settings is refused', async () => {
  await openSettings()
  const replies = await page.evaluate(() =>
    Promise.all(
      [{ 'window.closeToTray': 'yes' }, { secret: 'x' }, { 'audio.ringVolume': 7 }].map((change) =>
        window.desktop.invoke('settings.change', { change } as never),
      ),
    ),
  )
  expect(replies.map((reply) => (reply.ok ? 'taken' : reply.failure.code))).toEqual([
    'invalid-request',
    'invalid-request',
    'invalid-request',
  ])
})

const missing = missingPrograms('xdotool')

test('a global key is chosen by pressing it, tested, and reported if it is not available', async () => {
  test.skip(missing.length > 0, `not run: this machine lacks ${missing.join(', ')}`)
  await openSettings()
  const key = page.getByRole('button', {
    name: /Change the shortcut for Mute and unmute in any program/,
  })
  await key.click()
  await expect(key).toHaveText('Press the keys…')
  await page.keyboard.press('a')
  await expect(page.getByText(/Add Ctrl or Alt, or use a function key/)).toBeVisible()
  await page.keyboard.press('Control+Alt+K')
  await expect(key).toHaveText('Ctrl Alt K')
  // The system sends us a key that another action of ours has; the settings see it, and say which has it.
  const other = page.getByRole('button', {
    name: /Change the shortcut for Hold and resume in any program/,
  })
  await other.click()
  execFileSync('xdotool', ['key', 'ctrl+alt+k'])
  await expect(page.getByText(/^Mute and unmute already has this/)).toBeVisible()
  await page.keyboard.press('Escape')
  await page
    .getByRole('button', { name: 'Remove the shortcut for Hold and resume in any program' })
    .click()
  await expect(other).toHaveText('None')

  await page.getByRole('button', { name: 'Test shortcuts' }).click()
  await expect(page.getByText(/Press one now/)).toBeVisible()
  execFileSync('xdotool', ['key', 'ctrl+alt+k'])
  await expect(page.getByText('It works: Mute and unmute.')).toBeVisible()
  execFileSync('xdotool', ['key', 'ctrl+alt+shift+c'])
  await expect(page.getByText('It works: Show or hide the window.')).toBeVisible()
  await page.getByRole('button', { name: 'Stop test' }).click()
  const isVisible = () =>
    opened.desktop.app.evaluate(({ BrowserWindow }) =>
      BrowserWindow.getAllWindows().some(
        (each) => each.isVisible() && each.webContents.getURL().includes('index'),
      ),
    )
  // During the test it did not hide the window; now it does.
  expect(await isVisible()).toBe(true)
  execFileSync('xdotool', ['key', 'ctrl+alt+shift+c'])
  await expect.poll(isVisible).toBe(false)
})

test('the ring plays on the chosen device', async () => {
  await openSettings()
  await page.evaluate(() => {
    const { setSinkId } = HTMLMediaElement.prototype
    HTMLMediaElement.prototype.setSinkId = async function (id) {
      await setSinkId.call(this, id)
      document.documentElement.dataset['sink'] = id
    }
    const { play } = HTMLMediaElement.prototype
    HTMLMediaElement.prototype.play = function () {
      document.documentElement.dataset['plays'] = `${this.sinkId} ${this.volume}`
      return play.call(this)
    }
  })
  const ringer = page.getByRole('combobox', { name: 'Ringer' })
  const [chosen] = await ringer.locator('option:not([value=""])').allTextContents()
  await ringer.selectOption({ label: chosen ?? '' })
  const id = await ringer.inputValue()
  expect(id).not.toBe('')
  await expect(page.locator('html')).toHaveAttribute('data-sink', id)
  await page.getByRole('slider', { name: 'Ring volume' }).fill('40')
  await page.getByRole('button', { name: 'Play the ring' }).click()
  await expect(page.locator('html')).toHaveAttribute('data-plays', `${id} 0.4`)
})
