import { execFileSync } from 'node:child_process'
import { expect, test } from '@playwright/test'
import { hearsSilence, hearsVoice } from '../harness/hearing.ts'
import { missingPrograms } from './desktop-session.ts'
import { openWithCaller, type InCall } from './in-call.ts'
import { mainWindow } from './launch.ts'
import { answerDialogs, askedDialogs, clickTray, trayLabels, watchTray } from './native-parts.ts'
import { panelPage, windowState } from './panels.ts'

const missing = missingPrograms('xdotool')
let opened: InCall
test.afterEach(() => opened.close())

test('a ring over a hidden window is answered in the ring window, heard, and controlled in the mini bar', async () => {
  opened = await openWithCaller(false)
  const { desktop, desk, caller } = opened
  await watchTray(desktop.app)
  await (await mainWindow(desktop)).evaluate((window) => window.hide())
  const ring = await panelPage(desktop.app, 'ring')
  await expect.poll(() => windowState(desktop.app, 'ring')).toMatchObject({ visible: true })
  await expect(ring.getByText(/Support/)).toBeVisible()
  // It is audible although the window that plays it is hidden.
  await ring.getByRole('button', { name: 'Answer' }).click()

  const mini = await panelPage(desktop.app, 'mini')
  await expect.poll(() => windowState(desktop.app, 'ring')).toMatchObject({ visible: false })
  await expect
    .poll(() => windowState(desktop.app, 'mini'))
    .toMatchObject({ visible: true, above: true })
  await hearsVoice(caller)
  await expect(mini.getByText('On a call')).toBeVisible()
  await mini.getByRole('button', { name: 'Mute', exact: true }).click()
  await expect(mini.getByText('Muted')).toBeVisible()
  await hearsSilence(caller)
  await mini.getByRole('button', { name: 'Unmute' }).click()
  await hearsVoice(caller)
  await mini.getByRole('button', { name: 'Hold' }).click()
  await expect(mini.getByText('On hold')).toBeVisible()
  await mini.getByRole('button', { name: 'Resume' }).click()
  await expect(mini.getByText('On a call')).toBeVisible()

  await test.step('the tray shows the call, and mutes', async () => {
    await expect
      .poll(() => trayLabels(desktop.app))
      .toContain('Cordboard · On a call · then Available')
    await clickTray(desktop.app, 'Mute')
    await expect(mini.getByText('Muted')).toBeVisible()
    await expect
      .poll(() => trayLabels(desktop.app))
      .toContain('Cordboard · On a call · Muted · then Available')
    await clickTray(desktop.app, 'Mute')
  })

  await test.step('the title of the hidden window says the same', async () => {
    const window = await mainWindow(desktop)
    await expect
      .poll(() => window.evaluate((hidden) => hidden.getTitle()))
      .toMatch(/^On a call \d+:\d\d$/)
  })

  await test.step('quitting asks first, and the call goes on', async () => {
    await answerDialogs(desktop.app, 0)
    await clickTray(desktop.app, 'Quit Cordboard')
    await expect.poll(() => askedDialogs(desktop.app)).toEqual(['A call is in progress'])
    await hearsVoice(caller)
  })

  await mini.getByRole('button', { name: 'Open Cordboard' }).click()
  await expect.poll(() => windowState(desktop.app, 'mini')).toMatchObject({ visible: false })
  await expect(desk.button('Hang up')).toBeVisible()
})

test('the keys control the call while another program has the focus', async () => {
  test.skip(missing.length > 0, `not run: this machine lacks ${missing.join(', ')}`)
  opened = await openWithCaller(false)
  const { desktop, desk, caller } = opened
  const press = (key: string) => execFileSync('xdotool', ['key', `ctrl+alt+shift+${key}`])
  press('c')
  await expect.poll(() => windowState(desktop.app, 'index')).toMatchObject({ visible: false })
  press('a')
  await expect(desk.button('Hang up')).toBeAttached()
  await hearsVoice(caller)
  press('m')
  await hearsSilence(caller)
  press('m')
  await hearsVoice(caller)
  press('h')
  await expect(desk.button('Resume')).toBeAttached()
  press('h')
  await expect(desk.button('Hold')).toBeAttached()
  press('e')
  await expect(desk.button('Complete')).toBeAttached()
  press('c')
  await expect.poll(() => windowState(desktop.app, 'index')).toMatchObject({ visible: true })
  press('n')
  await desk.statusIs('Unavailable')
})

test('push-to-talk is heard while it is held in the window, and switches elsewhere', async () => {
  test.skip(missing.length > 0, `not run: this machine lacks ${missing.join(', ')}`)
  opened = await openWithCaller(true)
  const { desktop, desk, caller } = opened
  await desktop.page.evaluate(() =>
    window.desktop.invoke('settings.change', { change: { 'hotkey.push-to-talk': 'F8' } }),
  )
  await desk.button('Mute').click()
  await hearsSilence(caller)
  await expect.poll(() => windowState(desktop.app, 'index')).toMatchObject({ focused: true })
  execFileSync('xdotool', ['keydown', 'F8'])
  await expect(desk.button('Mute')).toBeVisible()
  await hearsVoice(caller)
  execFileSync('xdotool', ['keyup', 'F8'])
  await expect(desk.button('Unmute')).toBeVisible()
  await hearsSilence(caller)
  // A key hides the window and, during that press, another key is registered: both keep working.
  execFileSync('xdotool', ['key', 'ctrl+alt+shift+c'])
  await expect.poll(() => windowState(desktop.app, 'index')).toMatchObject({ visible: false })
  execFileSync('xdotool', ['key', 'F8'])
  await hearsVoice(caller)
  execFileSync('xdotool', ['key', 'F8'])
  await hearsSilence(caller)
})
