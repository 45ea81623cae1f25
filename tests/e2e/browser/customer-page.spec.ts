import { expect, test } from '@playwright/test'
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
    const status = page.getByRole('status')
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
