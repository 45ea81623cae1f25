import { AxeBuilder } from '@axe-core/playwright'
import { test as base, expect, type Page } from '@playwright/test'
import { launchChromium } from '../harness/chromium.ts'
import { startSandbox, type Sandbox } from '../../../server/sandbox/sandbox.ts'

/** The sandbox's own page, on a sandbox alone: no server and no desk. */
const test = base.extend<{ opened: { page: Page; sandbox: Sandbox } }>({
  // oxlint-disable-next-line no-empty-pattern -- Playwright wants the destructuring.
  opened: async ({}, use) => {
    const sandbox = await startSandbox()
    const browser = await launchChromium()
    const page = await (await browser.newContext()).newPage()
    const broken: string[] = []
    page.on('pageerror', (error) => broken.push(String(error)))
    page.on('console', (message) => {
      // An absent debugger is asked for and answers 404, which Chromium reports.
      if (message.type() === 'error' && !message.text().includes('404')) broken.push(message.text())
    })
    await page.goto(`${sandbox.description.baseUrl}/sandbox/`)
    await use({ page, sandbox })
    expect(broken).toEqual([])
    await browser.close()
    await sandbox.close()
  },
})

/** The API calls a telephone, and lets it hear this TwiML. */
async function callWith(sandbox: Sandbox, from: string, twiml: string): Promise<void> {
  const { baseUrl, accountSid, authToken, phoneNumbers } = sandbox.description
  const response = await fetch(`${baseUrl}/api/2010-04-01/Accounts/${accountSid}/Calls.json`, {
    method: 'POST',
    headers: { authorization: `Basic ${btoa(`${accountSid}:${authToken}`)}` },
    body: new URLSearchParams({ From: phoneNumbers[0]!.phoneNumber, To: from, Twiml: twiml }),
  })
  expect(response.status).toBe(201)
}

const section = (page: Page, name: string) => page.getByRole('region', { name, exact: true })

test('a call shows with its steps, its telephone is used, and it is seen to end', async ({
  opened,
}) => {
  const { page, sandbox } = opened
  await callWith(
    sandbox,
    '+15005570001',
    '<Response><Say>Hi there</Say><Gather timeout="60"/></Response>',
  )
  const calls = section(page, 'Conversations')
  await expect(calls).toContainText('in-progress')
  await expect(calls).toContainText('+15005570001')
  const steps = calls.getByRole('list', { name: 'Timeline' }).getByRole('listitem')
  await expect(steps.filter({ hasText: /TwiML/u })).toHaveCount(2)
  await expect(steps.filter({ hasText: /TwiML/u }).first()).toContainText('Hi there')
  // The request that has made the call is in its timeline.
  await expect(steps.filter({ hasText: 'POST /Calls 201' })).toHaveCount(1)
  const phones = section(page, 'Phones')
  await phones.getByRole('button', { name: 'Hang up' }).click()
  await expect(calls).toContainText('completed')
})

test('a telephone calls the centre from the page, which says why that fails', async ({
  opened,
}) => {
  const { page } = opened
  await page.getByRole('button', { name: 'Call the centre' }).click()
  await expect(section(page, 'Conversations')).toContainText('failed')
  await expect(section(page, 'Conversations')).toContainText('→ +15005550006')
  await expect(section(page, 'Phones')).toContainText('+15005551001')
})

test('a hostile name of a caller is text, whatever it says', async ({ opened }) => {
  const { page, sandbox } = opened
  const evil = '<img src=x onerror="window.hacked=1"><script>window.hacked=1</script>'
  const said = evil.replace(/</gu, '&lt;').replace(/>/gu, '&gt;')
  await callWith(
    sandbox,
    '+15005570001',
    `<Response><Say>${said}</Say><Pause length="60"/></Response>`,
  )
  const { baseUrl, accountSid, authToken, workspaceSid } = sandbox.description
  await fetch(`${baseUrl}/taskrouter/v1/Workspaces/${workspaceSid}/Workers`, {
    method: 'POST',
    headers: { authorization: `Basic ${btoa(`${accountSid}:${authToken}`)}` },
    body: new URLSearchParams({ FriendlyName: evil }),
  })
  await expect(section(page, 'Conversations')).toContainText('onerror')
  await expect(section(page, 'Workers and Devices')).toContainText(evil)
  expect(await page.locator('img, main script').count()).toBe(0)
  expect(await page.evaluate(() => 'hacked' in window)).toBe(false)
})

test('time stands still and is resumed, faults are set and cleared, by keyboard', async ({
  opened,
}) => {
  const { page } = opened
  const freeze = page.getByRole('button', { name: 'Freeze' })
  await freeze.focus()
  await page.keyboard.press('Enter')
  const resume = page.getByRole('button', { name: 'Resume' })
  await expect(resume).toBeFocused()
  await resume.press('Enter')
  await expect(page.getByRole('button', { name: 'Freeze' })).toBeVisible()
  const faults = section(page, 'Faults')
  await faults.getByRole('combobox', { name: 'Fault' }).selectOption('REST answers 429')
  await faults.getByLabel('Seed').fill('42')
  await faults.getByLabel('Chance, %').fill('50')
  await faults.getByRole('button', { name: 'Add fault' }).click()
  await expect(faults).toContainText('rest: fail')
  await expect(faults).toContainText('50 %, seed 42')
  await faults.getByRole('button', { name: 'Clear faults' }).click()
  await expect(faults).toContainText('No faults active')
})

test('what a reader has opened and focused stays while the page lives', async ({ opened }) => {
  const { page, sandbox } = opened
  await callWith(sandbox, '+15005570000', '<Response><Pause length="60"/></Response>')
  const calls = section(page, 'Conversations')
  const summary = calls.locator('summary').first()
  await expect(calls).toContainText('in-progress')
  await summary.click()
  const rows = calls.locator('details.conversation')
  await expect(rows.first()).not.toHaveAttribute('open')
  await callWith(sandbox, '+15005573000', '<Response/>')
  await expect(rows).toHaveCount(2)
  await expect(calls).toContainText('ringing')
  const first = rows.filter({ hasText: 'in-progress' })
  await expect(first).not.toHaveAttribute('open')
  await expect(first.locator('summary').first()).toBeFocused()
})

test('a conversation is one row: its legs, what was sent about it, and no speech unless wanted', async ({
  opened,
}) => {
  const { page, sandbox } = opened
  const { baseUrl } = sandbox.description
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write'])
  const links = [{ text: 'Be ada', url: 'http://127.0.0.1:1/#demo=ada' }]
  await fetch(`${baseUrl}/sandbox/links`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ links }),
  })
  // Nobody listens there, and the webhooks are logged all the same.
  const report = 'statusCallback="http://127.0.0.1:1/room" statusCallbackEvent="join speaker"'
  const join = `<Response><Dial><Conference ${report}>room</Conference></Dial></Response>`
  await callWith(sandbox, '+15005550101', join)
  await callWith(sandbox, '+15005570000', join)
  await callWith(sandbox, '+15005550106', '<Response><Pause length="60"/></Response>')
  const calls = section(page, 'Conversations')
  const rows = calls.locator('details.conversation')
  await expect(rows).toHaveCount(2)
  const room = rows.filter({ hasText: '+15005570000' })
  await expect(room.getByRole('list', { name: 'Legs' }).getByRole('listitem')).toHaveCount(2)
  const happened = room.getByRole('list', { name: 'Timeline' })
  await expect(happened).toContainText('participant-join')
  await expect(happened).not.toContainText('participant-speech')
  await page.getByLabel('Speech events').check()
  await expect(happened).toContainText('participant-speech-start')

  await page.getByRole('searchbox').fill('500 555 0106')
  await expect(rows).toHaveCount(1)
  await expect(calls).not.toContainText('+15005570000')
  await page.getByRole('searchbox').fill('nothing like this')
  await expect(calls).toContainText('No match.')
  await page.getByRole('searchbox').fill('')

  const requests = section(page, 'REST requests')
  await requests.locator('summary').first().click()
  await requests.getByRole('button', { name: 'Copy as curl' }).first().click()
  await expect(requests.getByRole('button', { name: 'Copied as curl' })).toBeVisible()
  const copied = await page.evaluate(() => navigator.clipboard.readText())
  expect(copied).toContain("curl -X POST '")
  expect(copied).toContain('$TWILIO_AUTH_TOKEN')
  await expect(page.getByRole('link', { name: 'Be ada' })).toHaveAttribute('href', links[0]!.url)
  await expect(section(page, 'Queues')).toContainText('everyone')
})

for (const look of [
  { theme: 'light', width: 1400 },
  { theme: 'dark', width: 360 },
] as const) {
  test(`it can be read by everybody, ${look.theme}, ${look.width} wide`, async ({ opened }) => {
    const { page, sandbox } = opened
    await page.emulateMedia({ colorScheme: look.theme })
    await page.setViewportSize({ width: look.width, height: 900 })
    await callWith(
      sandbox,
      '+15005570000',
      '<Response><Say>Hi</Say><Pause length="60"/></Response>',
    )
    await page.getByRole('button', { name: 'Call the centre' }).click()
    await expect(section(page, 'Conversations')).toContainText('in-progress')
    const { violations } = await new AxeBuilder({ page }).analyze()
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([])
    const overflow = () => document.documentElement.scrollWidth - window.innerWidth
    expect(await page.evaluate(overflow)).toBeLessThanOrEqual(0)
  })
}
