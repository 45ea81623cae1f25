import { mkdtempSync, readFileSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { expect, test } from '@playwright/test'
import type { BundledStatus } from '../../../electron/contract/bundled.ts'
import { agentSpeech } from '../harness/chromium.ts'
import { Desk } from '../harness/desk.ts'
import { callerSpeech, makePhone, type Phone } from '../harness/phones.ts'
import { launchDesktop, type LaunchedDesktop } from './launch.ts'
import { programPid } from './programs.ts'
import { forgetProfile } from './forget-profile.ts'

/** Electron's own Node may be older than the server's: then a Node of this machine runs the same program. */
const withOurNode = { CORDBOARD_PROGRAM_NODE: process.execPath }

async function now(page: Page): Promise<BundledStatus> {
  const reply = await page.evaluate(() => window.desktop.invoke('bundled.get', {}))
  if (!reply.ok) throw new Error(reply.failure.message)
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
      ? { state: 'running', failure: null }
      : { state: 'given-up', failure: 'runtime' }
    await expect.poll(() => now(page), { timeout: 30_000 }).toMatchObject(expected)
  } finally {
    await close()
  }
})

/** In decibels: speech is far above, silence far below. */
const HEARD = -50
const CALLER = '+14155552001'

/** The desktop at its first start, on which a Node of this machine runs the programs. */
async function openFirst(userData?: string): Promise<LaunchedDesktop & { desk: Desk }> {
  const desktop = await launchDesktop({
    serverUrl: '',
    fakeMicrophoneWav: agentSpeech,
    env: withOurNode,
    ...(userData === undefined ? {} : { userData }),
  })
  return { ...desktop, desk: new Desk(desktop.page, desktop.close) }
}

/** Only by keyboard: the heading has the focus, and the first choice is next. */
async function trySandbox(page: Page): Promise<void> {
  await expect(page.getByRole('heading', { name: 'Welcome to Cordboard' })).toBeFocused()
  await page.keyboard.press('Tab')
  await expect(page.getByRole('button', { name: /^Try it now/ })).toBeFocused()
  await page.keyboard.press('Enter')
}

/** A customer calls the centre's number, over and over the same words. */
async function callIn(page: Page): Promise<Phone> {
  const { customerPage } = await now(page)
  const { origin } = new URL(customerPage ?? '')
  const centre = (await (await fetch(`${origin}/sandbox/customer/centre`)).json()) as {
    numbers: readonly [string, ...string[]]
  }
  const caller = await makePhone(origin, CALLER, { plays: await callerSpeech() })
  await caller.dial(centre.numbers[0])
  return caller
}

const loudness = (caller: Phone) => async () => (await caller.hears()).dbfs

test('the first start leads by keyboard to a practice desk, where a call is answered; the next start to the same desk', async () => {
  test.setTimeout(120_000)
  const userData = mkdtempSync(join(tmpdir(), 'cordboard-profile-'))
  try {
    const first = await openFirst(userData)
    await trySandbox(first.page)
    await first.desk.becomeAvailable()
    const caller = await callIn(first.page)
    await first.desk.answer()
    await expect.poll(loudness(caller)).toBeGreaterThan(HEARD)
    await caller.hangUp()
    await expect(first.desk.button('Complete')).toBeVisible()
    const { url, customerPage } = await now(first.page)
    await quit(first)
    for (const address of [`${url ?? ''}/api/welcome`, customerPage ?? '']) {
      await expect(fetch(address)).rejects.toThrow('fetch failed')
    }

    const second = await openFirst(userData)
    await second.page.getByRole('button', { name: /^Continue as Ada/ }).click({ timeout: 30_000 })
    await second.desk.becomeAvailable()
    await callIn(second.page)
    await second.desk.answer()
    await second.close()
  } finally {
    forgetProfile(userData)
  }
})

test('a server that is killed during a call is started again, and the call goes on', async () => {
  test.setTimeout(120_000)
  const { app, page, log, desk, close } = await openFirst()
  try {
    await trySandbox(page)
    await desk.becomeAvailable()
    const caller = await callIn(page)
    await desk.answer()
    await expect.poll(loudness(caller)).toBeGreaterThan(HEARD)
    const before = await programPid(app, 'server')
    process.kill(before ?? 0, 'SIGKILL')
    await log.waitFor('"code":"ended"')
    // The media run between the desk and Twilio: sound does not depend on the server.
    await expect.poll(loudness(caller)).toBeGreaterThan(HEARD)
    await expect.poll(async () => (await now(page)).state, { timeout: 30_000 }).toBe('running')
    expect(await programPid(app, 'server')).not.toBe(before)
    await desk.ready()
    expect(await caller.callState()).toBe('in-progress')
    // What the customer does from now on reaches the desk through the new server.
    await caller.hangUp()
    await expect(page.getByRole('combobox', { name: 'Disposition' })).toBeVisible()
  } finally {
    await close()
  }
})

test('the settings show the server of this computer and its log, and lead to another one', async () => {
  test.setTimeout(120_000)
  const { app, page, desk, close } = await openFirst()
  try {
    await trySandbox(page)
    await desk.ready()
    const opened = await app.evaluateHandle(({ shell }) => {
      const urls: string[] = []
      shell.openExternal = async (url) => void urls.push(url)
      return urls
    })
    await desk.button('Call yourself').click()
    const { customerPage } = await now(page)
    await expect.poll(() => opened.jsonValue()).toEqual([customerPage])
    // Without the first steps, the way to the customer stays.
    await desk.button('Close Getting started').click()
    await desk.button('Be the customer').click()
    await expect.poll(() => opened.jsonValue()).toEqual([customerPage, customerPage])
    await desk.button('Account').click()
    await page.getByRole('menuitem', { name: 'Settings' }).click()
    const section = page.getByRole('region', { name: 'Server' })
    await expect(section).toContainText('Running')
    await section.getByText('Latest log lines').click()
    await expect(section.getByRole('group')).toContainText('ready')
    const logs = await app.evaluate(({ app }) => app.getPath('logs'))
    const kept = join(logs, 'server.log')
    expect(readFileSync(kept, 'utf8')).toContain('"msg":"ready"')
    if (process.platform !== 'win32') expect(statSync(kept).mode & 0o777).toBe(0o600)
    await section.getByRole('button', { name: 'Use another server' }).click()
    await page.getByRole('button', { name: 'Keep the current server' }).click()
    await page.getByRole('button', { name: /^Continue as Ada/ }).click()
    await desk.ready()
    await desk.button('Account').click()
    await page.getByRole('menuitem', { name: 'Settings' }).click()
    await section.getByRole('button', { name: 'Stop' }).click()
    await expect(page.getByRole('heading', { name: 'Welcome to Cordboard' })).toBeFocused()
    await expect.poll(async () => (await now(page)).state).toBe('off')
  } finally {
    await close()
  }
})

/** In order, as a person does it. */
async function quit({ app, close }: LaunchedDesktop): Promise<void> {
  const gone = new Promise((resolve) => app.process().once('exit', resolve))
  await app.evaluate(({ app }) => app.quit())
  await gone
  await close().catch(() => undefined)
}
