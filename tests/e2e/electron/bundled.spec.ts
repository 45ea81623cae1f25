import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { expect, test } from '@playwright/test'
import type { BundledNow } from '../../../electron/contract/bundled.ts'
import { startSandbox } from '../../../server/start-sandbox.ts'
import { missingPrograms, startDesktopSession, unlockKeyring } from './desktop-session.ts'
import { launchDesktop } from './launch.ts'

const missing = missingPrograms('dbus-daemon', 'dbus-send', 'gnome-keyring-daemon', 'secret-tool')
/** Electron's own Node may be older than the server's: then a Node of this machine runs the same program. */
const withOurNode = { CORDBOARD_PROGRAM_NODE: process.execPath }

async function now(page: Page): Promise<BundledNow> {
  const reply = await page.evaluate(() => window.desktop.invoke('bundled.get', {}))
  if (!reply.ok) throw new Error(reply.error.message)
  return reply.value
}

test('a utility process runs the server, or says that this Electron is too old for it', async () => {
  const { app, page, close } = await launchDesktop({ serverUrl: '' })
  try {
    const sqlite = await app.evaluate(() => Number(process.versions.node.split('.')[0]) >= 24)
    expect(await page.evaluate(() => window.desktop.invoke('server.needed', {}))).toEqual({
      ok: true,
      value: { needed: true },
    })
    await page.evaluate(() => window.desktop.invoke('bundled.run', { mode: 'sandbox' }))
    const expected = sqlite
      ? { state: 'running', fault: null }
      : { state: 'given-up', fault: 'runtime' }
    await expect.poll(() => now(page), { timeout: 30_000 }).toMatchObject(expected)
  } finally {
    await close()
  }
})

test('the sandbox and its server run, and end with the program', async () => {
  const { app, page, close } = await launchDesktop({ serverUrl: '', env: withOurNode })
  await page.evaluate(() => window.desktop.invoke('bundled.run', { mode: 'sandbox' }))
  await expect.poll(async () => (await now(page)).state, { timeout: 30_000 }).toBe('running')
  const { url, customerPage } = await now(page)
  expect((await fetch(`${url ?? ''}/api/welcome`)).status).toBe(200)
  const signedIn = await page.evaluate(() =>
    window.desktop.invoke('session.signInDemo', { username: 'ada' }),
  )
  expect(signedIn.ok).toBe(true)
  const gone = new Promise((resolve) => app.process().once('exit', resolve))
  await app.evaluate(({ app }) => app.quit())
  await gone
  for (const address of [`${url ?? ''}/api/welcome`, customerPage ?? '']) {
    await expect(fetch(address)).rejects.toThrow('fetch failed')
  }
  await close().catch(() => undefined)
})

test('a Twilio account is connected, kept by the keychain alone, and removed again', async () => {
  test.skip(missing.length > 0, `not run: this machine lacks ${missing.join(', ')}`)
  const session = await startDesktopSession()
  await unlockKeyring(session)
  const sandbox = await startSandbox(0)
  const { accountSid, authToken } = sandbox.description
  const endpoints = Object.entries(sandbox.environment).filter(([name]) =>
    /BASE_URL|SIGNALLING|EVENT_BRIDGE/.test(name),
  )
  const env = { ...session.env, ...withOurNode, ...Object.fromEntries(endpoints) }
  const userData = mkdtempSync(join(tmpdir(), 'cordboard-profile-'))
  const kept = (): string =>
    session.run('secret-tool', ['lookup', 'service', 'Cordboard', 'account', 'twilio'])
  const { page, close } = await launchDesktop({ serverUrl: '', env, userData })
  try {
    const look = (given: { accountSid: string; authToken: string }) =>
      page.evaluate((credentials) => window.desktop.invoke('twilio.look', credentials), given)
    const wrong = await look({ accountSid, authToken: 'wrong' })
    expect(wrong).toMatchObject({ ok: true, value: { kind: 'failed', fault: 'wrong-credentials' } })
    const looked = await look({ accountSid, authToken })
    expect(looked).toMatchObject({ ok: true, value: { kind: 'looked', accountName: 'Sandbox' } })
    const connected = await page.evaluate(() =>
      window.desktop.invoke('twilio.connect', {
        numbers: ['+15005550006'],
        way: { kind: 'given', url: 'https://desk.example.com' },
        account: { username: 'mary', displayName: 'Mary', password: 'correct horse' },
      }),
    )
    expect(connected).toMatchObject({ ok: true, value: { kind: 'applied' } })
    await expect.poll(async () => (await now(page)).state, { timeout: 30_000 }).toBe('running')
    const shown = await now(page)
    expect(shown.account).toEqual({
      present: true,
      endsWith: accountSid.slice(-4),
      remembered: true,
    })
    expect(shown.publicUrl).toBe('https://desk.example.com')
    const entry = JSON.parse(kept()) as Record<string, string>
    expect(entry).toMatchObject({ accountSid, authToken })
    const told = JSON.stringify([looked, connected, shown])
    for (const secret of [authToken, entry['apiKeySecret'] ?? 'missing']) {
      expect(told).not.toContain(secret)
      expect(filesHolding(userData, secret)).toEqual([])
    }
    const signedIn = await page.evaluate(() =>
      window.desktop.invoke('session.signIn', { username: 'mary', password: 'correct horse' }),
    )
    expect(signedIn.ok).toBe(true)
    const removed = await page.evaluate(() => window.desktop.invoke('twilio.remove', {}))
    expect(removed).toMatchObject({ ok: true, value: { kind: 'removed' } })
    expect(kept()).toBe('')
    expect((await now(page)).state).toBe('off')
  } finally {
    await close()
    await sandbox.close()
    await session.close()
    rmSync(userData, { recursive: true, force: true })
  }
})

function filesHolding(folder: string, secret: string): readonly string[] {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true })
  return files
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((file) => readFileSync(file).includes(secret))
}
