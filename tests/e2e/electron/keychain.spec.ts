import { mkdtempSync, readdirSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from '@playwright/test'
import { missingPrograms, startDesktopSession, unlockKeyring } from './desktop-session.ts'
import { launchDesktop } from './launch.ts'
import { startSmallServer } from './small-server.ts'
import { forgetProfile } from './forget-profile.ts'

const missing = missingPrograms('dbus-daemon', 'dbus-send', 'gnome-keyring-daemon', 'secret-tool')
const credentials = { username: 'ada', password: 'cordboard' }

test('the keychain keeps the sign-in over a restart, and sign-out removes it', async () => {
  test.skip(missing.length > 0, `not run: this machine lacks ${missing.join(', ')}`)
  const session = await startDesktopSession()
  await unlockKeyring(session)
  const server = await startSmallServer()
  const kept = (): string =>
    session.run('secret-tool', ['lookup', 'service', 'Cordboard', 'account', server.url])
  // The page refreshes its session on its own, too: between the server's answer and the keychain's there is a moment.
  const isKept = () => kept() === server.token()
  const userData = mkdtempSync(join(tmpdir(), 'cordboard-profile-'))
  const options = { serverUrl: server.url, env: session.env, userData }
  try {
    const first = await launchDesktop(options)
    // The page has looked for a session by itself: a later look would change the token again.
    await expect(first.page.getByRole('button', { name: 'Sign in' })).toBeVisible()
    const reply = await first.page.evaluate(async (credentials) => {
      const signedIn = await window.desktop.invoke('session.signIn', credentials)
      return { signedIn, status: await window.desktop.invoke('storage.status', {}) }
    }, credentials)
    expect(reply.status).toEqual({ ok: true, value: { remembered: true } })
    expect(reply.signedIn.ok).toBe(true)
    expect(JSON.stringify(reply.signedIn)).not.toContain('refresh')
    await expect.poll(isKept).toBe(true)
    await first.close()

    const before = server.token() ?? 'none'
    const second = await launchDesktop(options)
    const refreshed = await second.page.evaluate(() => window.desktop.invoke('session.refresh', {}))
    expect(refreshed.ok).toBe(true)
    await expect.poll(isKept).toBe(true)
    expect(server.token()).not.toBe(before)
    await second.page.evaluate(() => window.desktop.invoke('session.signOut', {}))
    expect(kept()).toBe('')
    expect(server.token()).toBeNull()
    await second.close()
    expect(filesHolding(userData, before)).toEqual([])
  } finally {
    await server.close()
    await session.close()
    forgetProfile(userData)
  }
})

test('without a keychain the sign-in lasts for the session, and the screen says so', async () => {
  const server = await startSmallServer()
  const env = { DBUS_SESSION_BUS_ADDRESS: 'unix:path=/nonexistent' }
  const desktop = await launchDesktop({ serverUrl: server.url, env })
  try {
    const found = await desktop.page.evaluate(async (credentials) => {
      const { desktop } = window
      const wrong = await desktop.invoke('session.signIn', { ...credentials, password: 'no' })
      const signedIn = await desktop.invoke('session.signIn', credentials)
      const refreshed = await desktop.invoke('session.refresh', {})
      const status = await desktop.invoke('storage.status', {})
      return [wrong.ok ? 'signed in' : wrong.failure.code, signedIn.ok, refreshed.ok, status]
    }, credentials)
    expect(found).toEqual([
      'wrong-credentials',
      true,
      true,
      { ok: true, value: { remembered: false } },
    ])
  } finally {
    await desktop.close()
    await server.close()
  }
})

function filesHolding(folder: string, secret: string): readonly string[] {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true })
  return files
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((file) => readFileSync(file).includes(secret))
}
