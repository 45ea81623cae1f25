import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test, type Page } from '@playwright/test'
import { startSandbox } from '../../../server/start-sandbox.ts'
import { missingPrograms, startDesktopSession, unlockKeyring } from './desktop-session.ts'
import { launchDesktop } from './launch.ts'
import { filesHolding, processTexts } from './programs.ts'
import { forgetProfile } from './forget-profile.ts'

const missing = missingPrograms('dbus-daemon', 'dbus-send', 'gnome-keyring-daemon', 'secret-tool')

/** The desktop at its first start, with a keychain, and a sandbox that stands in for Twilio. */
async function open() {
  const session = await startDesktopSession()
  await unlockKeyring(session)
  const sandbox = await startSandbox(0)
  const endpoints = Object.entries(sandbox.environment).filter(([name]) =>
    /BASE_URL|SIGNALLING|EVENT_BRIDGE/.test(name),
  )
  const userData = mkdtempSync(join(tmpdir(), 'cordboard-profile-'))
  const desktop = await launchDesktop({
    serverUrl: '',
    userData,
    env: {
      ...session.env,
      ...Object.fromEntries(endpoints),
      CORDBOARD_PROGRAM_NODE: process.execPath,
    },
  })
  return {
    ...desktop,
    userData,
    account: sandbox.description,
    /** What the keychain has of the account; empty without. */
    kept: () => session.run('secret-tool', ['lookup', 'service', 'Cordboard', 'account', 'twilio']),
    async close() {
      await desktop.close()
      await sandbox.close()
      await session.close()
      forgetProfile(userData)
    },
  }
}

async function check(page: Page, accountSid: string, authToken: string): Promise<void> {
  await page.getByRole('textbox', { name: 'Account SID' }).fill(accountSid)
  await page.getByLabel('Auth Token').fill(authToken)
  await page.getByRole('button', { name: 'Check the account' }).click()
}

async function setUp(page: Page): Promise<void> {
  await page.getByRole('textbox', { name: 'Public URL' }).fill('https://desk.example.com')
  await page.getByRole('textbox', { name: 'Username' }).fill('mary')
  await page.getByLabel(/^Password/).fill('correct horse')
  await page.getByRole('button', { name: 'Set up' }).click()
}

/** The sign-in of the server on this computer. */
async function signIn(page: Page): Promise<void> {
  await expect(page.getByRole('heading', { name: 'Sign in to Cordboard' })).toBeVisible({
    timeout: 30_000,
  })
  await page.getByRole('textbox', { name: 'Username' }).fill('mary')
  await page.getByRole('textbox', { name: 'Password' }).fill('correct horse')
  await page.getByRole('button', { name: 'Sign in' }).click()
  await page.getByRole('button', { name: 'Account' }).click()
  await page.getByRole('menuitem', { name: 'Settings' }).click()
}

test('a Twilio account is connected, used again, and left as it was; its secrets are in the keychain alone', async () => {
  test.skip(missing.length > 0, `not run: this machine lacks ${missing.join(', ')}`)
  test.setTimeout(180_000)
  const { app, page, log, userData, account, kept, close } = await open()
  const { accountSid, authToken } = account
  const twilio = page.getByRole('button', { name: /^Connect my Twilio account/ })
  const plan = page.locator('details', { hasText: 'Changes in the account' })
  const section = page.getByRole('region', { name: 'Server' })
  try {
    await twilio.click()
    await check(page, accountSid, 'not the token')
    await expect(page.getByRole('alert')).toContainText('Twilio doesn’t accept this Account SID')
    await check(page, accountSid, authToken)
    await expect(page.getByRole('heading', { name: 'Set up Sandbox' })).toBeFocused()
    await expect(plan).toContainText('Workspace Cordboardwill be created')
    expect(kept()).toBe('')
    await setUp(page)
    await signIn(page)
    await expect(section).toContainText('Running')
    await expect(section).toContainText(`AC…${accountSid.slice(-4)}`)
    await expect(section).toContainText('Kept in the system’s keychain.')
    const entry = JSON.parse(kept()) as Record<string, string>
    expect(entry).toMatchObject({ accountSid, authToken })

    await section.getByRole('button', { name: 'Use another server' }).click()
    await twilio.click()
    await check(page, accountSid, authToken)
    await expect(plan).toContainText('Workspace Cordboardalready there')
    await expect(plan).not.toContainText('will be created')
    await setUp(page)
    await signIn(page)
    expect(JSON.parse(kept())).toEqual(entry)

    const everywhere = (await processTexts(app)) + log.all().join('\n') + (await page.content())
    for (const secret of [authToken, entry['apiKeySecret'] ?? 'missing']) {
      expect(everywhere).not.toContain(secret)
      expect(filesHolding(userData, secret)).toEqual([])
    }

    await section.getByRole('button', { name: 'Remove from Twilio' }).click()
    await section.getByRole('button', { name: 'Remove for good' }).click()
    await expect(page.getByRole('heading', { name: 'Welcome to Cordboard' })).toBeVisible({
      timeout: 20_000,
    })
    expect(kept()).toBe('')
    await twilio.click()
    await check(page, accountSid, authToken)
    await expect(plan).toContainText('Workspace Cordboardwill be created')
  } finally {
    await close()
  }
})

test('signing out of Twilio forgets the account here and leaves what was made in it', async () => {
  test.skip(missing.length > 0, `not run: this machine lacks ${missing.join(', ')}`)
  test.setTimeout(120_000)
  const { page, account, kept, close } = await open()
  const { accountSid, authToken } = account
  const section = page.getByRole('region', { name: 'Server' })
  const twilio = page.getByRole('button', { name: /^Connect my Twilio account/ })
  try {
    await twilio.click()
    await check(page, accountSid, authToken)
    await setUp(page)
    await signIn(page)
    expect(kept()).toContain(accountSid)
    await section.getByRole('button', { name: 'Sign out of Twilio' }).click()
    await section.getByRole('button', { name: 'Forget it here' }).click()
    await expect(page.getByRole('heading', { name: 'Welcome to Cordboard' })).toBeVisible()
    expect(kept()).toBe('')
    await twilio.click()
    await check(page, accountSid, authToken)
    const plan = page.locator('details', { hasText: 'Changes in the account' })
    await expect(plan).toContainText('Workspace Cordboardalready there')
    // Its secret was deleted with the account, so there must be a new one.
    await expect(plan).toContainText('API key Cordboardwill be created')
  } finally {
    await close()
  }
})
