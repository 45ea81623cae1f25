import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import twilio from 'twilio'
import { launchChromium } from '../harness/chromium.ts'
import { ringIn } from '../harness/calling.ts'
import { test, expect } from '../harness/fixtures.ts'
import { storedWrapUps } from '../harness/store.ts'

const root = fileURLToPath(new URL('../../..', import.meta.url))

test('a wrong password is told, and the right one still works', async ({ centre }) => {
  const browser = await launchChromium()
  try {
    const page = await browser.newPage()
    await page.goto(centre.url)
    await page.getByRole('textbox', { name: 'Username' }).fill('ada')
    await page.getByRole('textbox', { name: 'Password' }).fill('wrong')
    await page.getByRole('button', { name: 'Sign in', exact: true }).click()
    await expect(page.getByRole('alert')).toContainText(/password/i)
    await expect(page.getByRole('textbox', { name: 'Username' })).toHaveValue('ada')
    await page.getByRole('textbox', { name: 'Password' }).fill('cordboard')
    await page.getByRole('button', { name: 'Sign in', exact: true }).click()
    await expect(page.getByRole('button', { name: /^Status: / })).toBeVisible()
  } finally {
    await browser.close()
  }
})

test('a webhook with a wrong signature gets 403 and changes nothing', async ({
  centre,
  openDesk,
}) => {
  const ada = await openDesk('ada')
  await ringIn(centre, ada)
  await expect(ada.button('Answer')).toBeVisible()

  const [line] = await centre.twilio.incomingPhoneNumbers.list()
  const url = line?.voiceUrl ?? ''
  const forged = {
    CallSid: `CA${'0'.repeat(32)}`,
    From: '+14155550000',
    To: centre.number,
    CallStatus: 'ringing',
  }
  const signature = twilio.getExpectedTwilioSignature('not-the-token', url, forged)
  for (const headers of [{}, { 'x-twilio-signature': signature }]) {
    const reply = await fetch(url, { method: 'POST', headers, body: new URLSearchParams(forged) })
    expect(reply.status).toBe(403)
  }
  expect(await centre.workspace.tasks.list()).toHaveLength(1)
  await expect(ada.button('Answer')).toBeVisible()
})

test('an unknown disposition is refused, the notes stay, and a known one completes', async ({
  centre,
  openDesk,
}) => {
  const ada = await openDesk('ada')
  const caller = await ringIn(centre, ada)
  await ada.answer()
  await ada.hearsSomething()
  await caller.hangUp()

  await ada.page.getByRole('textbox', { name: 'Notes' }).fill('Wrote this down.')
  await ada.page.getByRole('combobox', { name: 'Disposition' }).fill('Abracadabra')
  await ada.button('Complete').click()
  await expect(ada.page.getByText(/disposition/i).last()).toBeVisible()
  await expect(ada.button('Complete')).toBeVisible()
  await expect(ada.page.getByRole('textbox', { name: 'Notes' })).toHaveValue('Wrote this down.')
  expect(storedWrapUps(centre.dataFolder)).toEqual([])

  await ada.wrapUp('resolved', 'Wrote this down.')
  expect(storedWrapUps(centre.dataFolder)).toEqual([
    { disposition: 'Resolved', notes: 'Wrote this down.' },
  ])
})

test('a closed window loses no wrap-up', async ({ centre, openDesk }) => {
  const first = await openDesk('ada')
  const caller = await ringIn(centre, first)
  await first.answer()
  await first.hearsSomething()
  await first.page.getByRole('textbox', { name: 'Notes' }).fill('Half a sentence')
  await caller.hangUp()
  await expect(first.button('Complete')).toBeVisible()
  await expect(first.page.getByText(/^Saved/)).toBeVisible()
  await first.close()

  const again = await openDesk('ada')
  await expect(again.page.getByRole('textbox', { name: 'Notes' })).toHaveValue('Half a sentence')
})

test('missing environment variables are listed at once, and no secret is printed', async () => {
  const server = spawn(process.execPath, ['server/main.ts'], {
    cwd: root,
    env: {
      PATH: process.env['PATH'],
      TWILIO_ACCOUNT_SID: `AC${'1'.repeat(32)}`,
      TWILIO_AUTH_TOKEN: 'do-not-print-me',
    },
  })
  let said = ''
  for (const stream of [server.stdout, server.stderr]) {
    stream.on('data', (chunk: Buffer) => {
      said += chunk.toString()
    })
  }
  const [code] = (await once(server, 'exit')) as [number]
  expect(code).not.toBe(0)
  for (const name of [
    'TWILIO_API_KEY_SID',
    'TWILIO_API_KEY_SECRET',
    'TWILIO_WORKSPACE_SID',
    'TWILIO_TWIML_APP_SID',
  ]) {
    expect(said).toContain(name)
  }
  expect(said).not.toContain('do-not-print-me')
})
