import { expect, test } from '@playwright/test'
import { hearsSilence, hearsVoice } from '../harness/hearing.ts'
import { openWithCaller } from './in-call.ts'

test('another microphone takes over during a call, muted as the call is, and the next call finds its own', async () => {
  const { desktop, desk, caller, close } = await openWithCaller(true)
  try {
    const { page } = desktop
    await hearsVoice(caller)
    await page.evaluate(() => {
      const { mediaDevices } = navigator
      const { getUserMedia } = MediaDevices.prototype
      mediaDevices.getUserMedia = (constraints) => {
        document.documentElement.dataset['asked'] = JSON.stringify(constraints?.audio)
        return getUserMedia.call(mediaDevices, constraints)
      }
    })
    await page.getByRole('button', { name: 'Account' }).click()
    await page.getByRole('menuitem', { name: 'Settings' }).click()
    const microphone = page.getByRole('combobox', { name: 'Microphone' })
    const [first] = await microphone.locator('option:not([value=""])').allTextContents()
    await microphone.selectOption({ label: first ?? '' })
    const id = await microphone.inputValue()
    const asked = () => page.locator('html').getAttribute('data-asked')
    await expect.poll(asked).toContain(`"exact":"${id}"`)
    await hearsVoice(caller)

    await desk.button('Phone').click()
    await desk.button('Mute').click()
    await hearsSilence(caller)
    await page.getByRole('button', { name: 'Account' }).click()
    await page.getByRole('menuitem', { name: 'Settings' }).click()
    await microphone.selectOption('')
    await expect.poll(asked).toContain('"exact":"default"')
    await hearsSilence(caller)
    await desk.button('Phone').click()
    await desk.button('Unmute').click()
    await hearsVoice(caller)
  } finally {
    await close()
  }
})
