import { expect, test } from '@playwright/test'
import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { startSandbox } from '../../../server/sandbox/sandbox.ts'
import { launchChromium } from '../harness/chromium.ts'

test('the customer page is a telephone: it is called, answers, presses a key and is hung up on', async () => {
  const sandbox = await startSandbox()
  const browser = await launchChromium()
  try {
    const { baseUrl, accountSid, authToken, phoneNumbers, customerPage } = sandbox.description
    const context = await browser.newContext({ permissions: ['microphone'] })
    const page = await context.newPage()
    const broken: string[] = []
    page.on('pageerror', (error) => broken.push(String(error)))
    await page.goto(`${customerPage}?number=%2B15005558001`)
    const status = page.getByRole('status', { name: 'Call', exact: true })
    await expect(status).toHaveText('Ready.')
    await expect(page.getByLabel('Your number')).toHaveValue('+15005558001')
    await expect(page.getByLabel('Number to call')).toHaveValue(phoneNumbers[0]!.phoneNumber)

    const twiml =
      '<Response><Gather numDigits="2" timeout="60" actionOnEmptyResult="true"/></Response>'
    const { phoneNumber } = phoneNumbers[0]!
    const response = await fetch(`${baseUrl}/api/2010-04-01/Accounts/${accountSid}/Calls.json`, {
      method: 'POST',
      headers: { authorization: `Basic ${btoa(`${accountSid}:${authToken}`)}` },
      body: new URLSearchParams({ From: phoneNumber, To: '+15005558001', Twiml: twiml }),
    })
    expect(response.status).toBe(201)
    await expect(status).toHaveText(`${phoneNumber} is ringing you.`)
    await expect(page.getByRole('button', { name: 'Decline' })).toBeVisible()
    await page.getByRole('button', { name: 'Answer' }).click()
    await expect(status).toHaveText(`In a call with ${phoneNumber}.`)
    await page.getByRole('button', { name: '5', exact: true }).click()
    await expect(page.getByRole('button', { name: 'Hash' })).toBeVisible()
    await expect(page.getByRole('alert')).toBeHidden()
    // The call ends when the second key completes the Gather, because nothing follows it.
    await page.getByRole('heading', { level: 1 }).click()
    await page.keyboard.press('#')
    await expect(status).toHaveText('The other side hung up.')
    await expect(page.getByRole('button', { name: 'Star' })).toHaveCount(0)
    await expect(page.getByRole('button', { name: 'Call', exact: true })).toBeEnabled()
    expect(broken).toEqual([])
  } finally {
    await browser.close()
    await sandbox.close()
  }
})

/** An application that says the same to every request. */
async function startApplication(twiml: string) {
  const requests: URLSearchParams[] = []
  const server = createServer((request, response) => {
    let body = ''
    request.on('data', (part) => (body += part))
    request.on('end', () => {
      if (request.url === '/voice') requests.push(new URLSearchParams(body))
      response.setHeader('content-type', 'text/xml')
      response.end(twiml)
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return { url, requests, close: () => server.close() }
}

async function openCustomer(query: string) {
  const sandbox = await startSandbox()
  const { baseUrl, accountSid, authToken, phoneNumbers, workflowSid } = sandbox.description
  const enqueue = `<Enqueue workflowSid="${workflowSid}"><Task>{}</Task></Enqueue>`
  const application = await startApplication(`<Response>${enqueue}</Response>`)
  const number = `${baseUrl}/api/2010-04-01/Accounts/${accountSid}/IncomingPhoneNumbers`
  await fetch(`${number}/${phoneNumbers[0]!.sid}.json`, {
    method: 'POST',
    headers: { authorization: `Basic ${btoa(`${accountSid}:${authToken}`)}` },
    body: new URLSearchParams({ VoiceUrl: `${application.url}/voice` }),
  })
  await fetch(`${baseUrl}/sandbox/links`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ links: [{ text: 'Be ada', url: 'http://127.0.0.1:1/#demo=ada' }] }),
  })
  const browser = await launchChromium()
  const context = await browser.newContext({ permissions: ['microphone'] })
  const page = await context.newPage()
  await page.goto(`${sandbox.description.customerPage}${query}`)
  await expect(callStatus(page)).toHaveText('Ready.')
  return {
    page,
    requests: application.requests,
    async close() {
      await browser.close()
      application.close()
      await sandbox.close()
    },
  }
}

const callStatus = (page: Page) => page.getByRole('status', { name: 'Call', exact: true })

test('a customer with a name sees that no one is free, waits, and is told what is heard', async () => {
  const { page, requests, close } = await openCustomer('?name=Marta+Oliveira')
  try {
    const centre = page.getByRole('status', { name: 'Contact centre' })
    await expect(centre).toHaveText('No one is Available: the call will wait.')
    const link = page.getByRole('link', { name: 'Be ada' })
    await expect(link).toHaveAttribute('href', 'http://127.0.0.1:1/#demo=ada')
    await page.getByRole('button', { name: 'Call', exact: true }).click()
    const heard = page.getByRole('status', { name: 'You hear' })
    await expect(heard).toHaveText('The music of the queue.')
    expect(requests[0]?.get('CallerName')).toBe('Marta Oliveira')
    expect(requests[0]?.get('From')).toBe('+14155550142')
    await expect(page.getByRole('timer')).toHaveText(/^0:0[1-9]$/)
    const level = page.getByRole('meter', { name: 'Microphone' })
    await expect
      .poll(() => level.evaluate((meter: HTMLMeterElement) => meter.value))
      .toBeGreaterThan(0.1)
    await page.getByRole('button', { name: 'Hang up' }).click()
    await expect(callStatus(page)).toHaveText('You hung up.')
  } finally {
    await close()
  }
})

test('a private number is withheld, and one who was not answered calls again', async () => {
  const { page, requests, close } = await openCustomer('')
  try {
    await page.getByLabel('Be', { exact: true }).selectOption('A private number')
    await expect(page.getByLabel('Your number')).toHaveValue('+14155550190')
    await page.getByLabel('Call again when no agent answers').check()
    await page.getByRole('button', { name: 'Call', exact: true }).click()
    await expect(callStatus(page)).toContainText('In a call with')
    await page.getByRole('button', { name: 'Hang up' }).click()
    await expect(page.getByText('No agent answered. You call again in')).toBeVisible()
    await expect(callStatus(page)).toContainText('In a call with', { timeout: 20_000 })
    expect(requests.map((each) => [each.get('From'), each.get('CallerName')])).toEqual([
      ['+266696687', null],
      ['+266696687', null],
    ])
  } finally {
    await close()
  }
})

for (const look of [
  { theme: 'light', width: 1280 },
  { theme: 'dark', width: 360 },
] as const) {
  test(`the customer page can be read by everybody, ${look.theme}, ${look.width} wide`, async () => {
    const { page, close } = await openCustomer('?name=Marta+Oliveira')
    try {
      await page.emulateMedia({ colorScheme: look.theme })
      await page.setViewportSize({ width: look.width, height: 800 })
      await page.getByRole('button', { name: 'Call', exact: true }).click()
      await expect(page.getByRole('status', { name: 'You hear' })).toContainText('queue')
      const { violations } = await new AxeBuilder({ page }).analyze()
      expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([])
      const overflow = () => document.documentElement.scrollWidth - window.innerWidth
      expect(await page.evaluate(overflow)).toBeLessThanOrEqual(0)
    } finally {
      await close()
    }
  })
}
