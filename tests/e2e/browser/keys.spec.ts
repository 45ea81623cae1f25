import type { Page } from '@playwright/test'
import { ringIn } from '../harness/calling.ts'
import type { Centre } from '../harness/centre.ts'
import type { Desk } from '../harness/desk.ts'
import { expect, test } from '../harness/fixtures.ts'
import type { Phone } from '../harness/phones.ts'

const KEYS = '123456789'

/** A caller who is talked to, and the keypad. */
async function withKeypad(centre: Centre, ada: Desk): Promise<Phone> {
  const caller = await ringIn(centre, ada, 'silence')
  await ada.answer()
  await ada.button('Keypad').click()
  return caller
}

const pressedKeys = (ada: Desk) => ada.page.locator('p', { hasText: /^Sent: / })

type SetDescription = (
  this: RTCPeerConnection,
  description: RTCSessionDescriptionInit,
) => Promise<void>

/** From now on the browser negotiates no telephone events. */
function refuseTelephoneEvents(page: Page): Promise<void> {
  return page.evaluate(() => {
    const { prototype } = RTCPeerConnection
    // The cast: it is also declared with callbacks, which nobody uses any more.
    const set = prototype.setRemoteDescription as SetDescription
    const without: SetDescription = function setWithout({ type, sdp = '' }) {
      // A codec that no browser knows.
      return set.call(this, { type, sdp: sdp.replaceAll('telephone-event/', 'nothing/') })
    }
    prototype.setRemoteDescription = without as typeof prototype.setRemoteDescription
  })
}

test('keys reach the far end all and in order, however fast they are pressed', async ({
  centre,
  openDesk,
}) => {
  const ada = await openDesk('ada')
  const caller = await withKeypad(centre, ada)
  let expected = ''
  for (const delay of [50, 100, 150, 300]) {
    await test.step(`${delay} ms apart`, async () => {
      await ada.page.keyboard.type(KEYS, { delay })
      // What has been pressed so fast cannot be out yet, and is not said to be.
      if (delay === 50) await expect(pressedKeys(ada)).toContainText('Not sent yet: ')
      expected += KEYS
      await expect.poll(async () => (await caller.state()).digitsHeard).toBe(expected)
      await expect(pressedKeys(ada)).toHaveText(`Sent: ${expected}`)
    })
  }
})

test('keys go as messages where no telephone events are negotiated', async ({
  centre,
  openDesk,
}) => {
  const ada = await openDesk('ada')
  await refuseTelephoneEvents(ada.page)
  const caller = await withKeypad(centre, ada)
  await ada.page.keyboard.type(KEYS, { delay: 50 })
  await expect.poll(async () => (await caller.state()).digitsHeard).toBe(KEYS)
  await expect(pressedKeys(ada)).toHaveText(`Sent: ${KEYS}`)
})

test('letters are text, and a key with Alt commands, in the notes too', async ({
  centre,
  openDesk,
}) => {
  const ada = await openDesk('ada')
  await ringIn(centre, ada, 'silence')
  await expect(ada.button('Answer')).toBeVisible()
  await ada.page.keyboard.press('Alt+a')
  await ada.talks()
  await ada.page.keyboard.type('mhktr')
  await expect(ada.button('Mute')).toBeVisible()
  await expect(ada.button('Hold')).toBeVisible()
  await ada.page.getByRole('textbox', { name: 'Notes' }).click()
  await ada.page.keyboard.press('Alt+m')
  await expect(ada.button('Unmute')).toBeVisible()
  await ada.page.keyboard.press('Alt+h')
  await expect(ada.button('Resume')).toBeVisible()
})
