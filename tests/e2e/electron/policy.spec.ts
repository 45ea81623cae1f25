import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from '@playwright/test'
import { missingPrograms } from './desktop-session.ts'
import { launchDesktop } from './launch.ts'
import { placeUnderPolicy } from './placed-under-policy.ts'
import { openSignedIn } from './signed-in.ts'
import { startSmallServer } from './small-server.ts'
import { makeAuthority } from './test-authority.ts'

const runtime = process.env['ELECTRON_OVERRIDE_DIST_PATH'] ?? ''
test.skip(runtime === '' || process.platform !== 'linux', 'not run: needs a runtime for Linux')

let folder: string
test.beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'cordboard-policy-'))
})
test.afterEach(() => rmSync(folder, { recursive: true, force: true }))

interface Report {
  readonly values: Readonly<Record<string, { value: unknown; source: string; where?: string }>>
  readonly refused: readonly { key: string }[]
}

test('--print-policy prints the values and their sources, without a window or a screen', () => {
  writeFileSync(
    join(folder, 'settings.json'),
    JSON.stringify({ version: 2, settings: { 'links.telephone': true } }),
  )
  const executable = placeUnderPolicy(runtime, folder, {
    'server.origin': 'https://phone.test',
    'updates.channel': 'beta',
    colour: 'pink',
  })
  const asRoot = process.getuid?.() === 0 ? ['--no-sandbox'] : []
  const printed = spawnSync(executable, [...asRoot, '--headless', '--print-policy'], {
    encoding: 'utf8',
    timeout: 20_000,
    env: { ...process.env, CORDBOARD_USER_DATA: folder },
  })
  expect(printed.status).toBe(0)
  const { values, refused } = JSON.parse(printed.stdout) as Report
  const where = '/etc/cordboard/policy.json'
  expect(values['server.origin']).toEqual({ value: 'https://phone.test', source: 'policy', where })
  expect(values['updates.channel']).toEqual({ value: 'beta', source: 'policy', where })
  expect(values['links.telephone']).toEqual({ value: true, source: 'user' })
  expect(values['window.closeToTray']).toEqual({ value: true, source: 'default' })
  expect(refused).toEqual([{ where, key: 'colour', why: 'is not a policy of this version' }])
})

test('a policy applies, is shown as managed, and cannot be changed', async () => {
  const server = await startSmallServer()
  const executable = placeUnderPolicy(runtime, folder, {
    'server.origin': server.url,
    // No policy of this version: left to the agent.
    'notifications.flash': false,
    'notifications.ringWindow': false,
    'hotkey.answer': null,
    'hotkey.toggle-mute': 'CommandOrControl+Alt+F9',
    'signIn.remember': false,
  })
  // The environment names another server; the policy wins.
  const opened = await openSignedIn({ executable, serverUrl: 'http://127.0.0.1:9' })
  try {
    const { page } = opened.desktop
    await page.getByRole('button', { name: 'Account' }).click()
    await page.getByRole('menuitem', { name: 'Settings' }).click()
    const ringWindow = page.getByRole('switch', { name: /Show the ring window/ })
    await expect(ringWindow).not.toBeChecked()
    await expect(ringWindow).toBeDisabled()
    await expect(page.getByRole('switch', { name: 'Flash in the taskbar' })).toBeEnabled()
    const key = page.getByRole('button', {
      name: /Change the shortcut for Mute and unmute in any program/,
    })
    await expect(key).toHaveText('Ctrl Alt F9')
    await expect(key).toBeDisabled()
    await expect(
      page.getByRole('button', { name: /Change the shortcut for Answer in any program/ }),
    ).toHaveText('None')
    const reply = await page.evaluate(() =>
      window.desktop.invoke('settings.change', { change: { 'notifications.ringWindow': true } }),
    )
    expect(reply.ok ? 'taken' : reply.failure.code).toBe('forbidden')
    const stored = await page.evaluate(() => window.desktop.invoke('storage.status', {}))
    expect(stored).toEqual({ ok: true, value: { remembered: false } })
  } finally {
    await opened.close()
    await server.close()
  }
})

test('a server that a policy names is shown as managed, and no other can be chosen', async () => {
  const server = await startSmallServer()
  const executable = placeUnderPolicy(runtime, folder, {
    'server.origin': server.url,
    'signIn.method': 'password',
  })
  const desktop = await launchDesktop({ executable, serverUrl: '' })
  const { page } = desktop
  try {
    await expect(page.getByRole('textbox', { name: 'Username' })).toBeVisible()
    await expect(page.getByText(server.url)).toBeVisible()
    await expect(page.getByText('Set by your organisation')).toBeVisible()
    await expect(page.getByRole('button')).toHaveText(['Sign in'])
    const refusals = await page.evaluate(async () => {
      const { desktop } = window
      const credentials = { accountSid: `AC${'0'.repeat(32)}`, authToken: 'made up' }
      const account = { username: 'mary', displayName: 'Mary', password: 'correct horse' }
      const way = { kind: 'tunnel', by: 'cloudflared' } as const
      const replies = [
        await desktop.invoke('server.set', { url: 'https://other.example' }),
        await desktop.invoke('bundled.run', { mode: 'sandbox' }),
        await desktop.invoke('bundled.run', { mode: 'twilio' }),
        await desktop.invoke('twilio.look', credentials),
        await desktop.invoke('twilio.connect', {
          numbers: ['+15005550006'],
          way,
          tunnelToken: null,
          account,
        }),
      ]
      return replies.map((reply) => (reply.ok ? 'done' : reply.failure.code))
    })
    expect(refusals).toEqual(Array.from(refusals, () => 'forbidden'))
  } finally {
    await desktop.close()
    await server.close()
  }
})

test('a policy file that cannot be read is reported on the screen, and the strictest values apply', async () => {
  const server = await startSmallServer()
  const executable = placeUnderPolicy(runtime, folder, '{ "server.origin": "https://phone.test", ')
  const desktop = await launchDesktop({ executable, serverUrl: server.url })
  const { page } = desktop
  try {
    await expect(
      page.getByText(/organisation’s settings on this computer can’t be read/),
    ).toContainText('/etc/cordboard/policy.json is not valid JSON')
    // The earlier server is kept, and no other is accepted.
    await expect(page.getByText(server.url)).toBeVisible()
    await expect(page.getByRole('button')).toHaveText(['Sign in'])
    const reply = await page.evaluate(() =>
      window.desktop.invoke('server.set', { url: 'https://other.example' }),
    )
    expect(reply.ok ? 'done' : reply.failure.code).toBe('forbidden')
    const stored = await page.evaluate(() => window.desktop.invoke('storage.status', {}))
    expect(stored).toEqual({ ok: true, value: { remembered: false } })
  } finally {
    await desktop.close()
    await server.close()
  }
})

test('a telephone link is not opened if a policy forbids it, and our own still is', async () => {
  const executable = placeUnderPolicy(runtime, folder, { 'links.telephone': false })
  const userData = join(folder, 'profile')
  const opened = await openSignedIn({ executable, userData })
  const startWith = (link: string) => {
    const asRoot = process.getuid?.() === 0 ? ['--no-sandbox'] : []
    const env = { ...process.env, CORDBOARD_USER_DATA: userData }
    return spawnSync(executable, [...asRoot, link], { env, timeout: 20_000 }).status
  }
  try {
    const { page, log } = opened.desktop
    const field = page.getByRole('combobox', { name: 'Number', exact: true })
    for (const link of ['tel:+14155550123', 'callto:+14155550123', 'sip:+14155550123@a.test']) {
      expect(startWith(link)).toBe(0)
    }
    expect(startWith('cordboard:dial/+14155550147')).toBe(0)
    // The last one has arrived, so the others have arrived before it.
    await expect(field).toHaveValue('+1 415 555 0147')
    expect(log.all().filter((line) => line.includes('telephone link refused'))).toHaveLength(3)
  } finally {
    await opened.close()
  }
})

test('a server with a certificate of IT’s authority is reached, and no other', async () => {
  const lacks = missingPrograms('openssl')
  test.skip(lacks.length > 0, 'not run: this machine lacks openssl')
  const authority = makeAuthority(folder)
  const good = await startSmallServer(authority.server)
  const bad = await startSmallServer(authority.stranger)
  const executable = placeUnderPolicy(runtime, folder, { 'network.caFile': authority.file })
  const desktop = await launchDesktop({ executable, serverUrl: good.url })
  const answer = (url: string): Promise<number | string> =>
    desktop.app.evaluate(
      ({ net }, url) =>
        net.fetch(`${url}/page`).then(
          ({ status }) => status,
          (error: Error) => error.message,
        ),
      url,
    )
  try {
    expect(await answer(good.url)).toBe(200)
    expect(await answer(bad.url)).toContain('ERR_CERT_AUTHORITY_INVALID')
    // The name is checked too, although Chromium has only reported the authority.
    expect(await answer(good.url.replace('127.0.0.1', 'localhost'))).toContain('ERR_CERT')
    // The requests of the page are checked in the same way.
    await expect(desktop.page.getByRole('textbox', { name: 'Username' })).toBeVisible()
  } finally {
    await desktop.close()
    await good.close()
    await bad.close()
  }
})
