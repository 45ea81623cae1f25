import { ringIn } from '../harness/calling.ts'
import type { Desk } from '../harness/desk.ts'
import { expect, test } from '../harness/fixtures.ts'

const notes = (ada: Desk) => ada.page.getByRole('textbox', { name: 'Notes' })
const disposition = (ada: Desk) => ada.page.getByRole('combobox', { name: 'Disposition' })

/** The customer is not on hold and the agent not muted: the buttons still offer both. */
async function isUntouched(ada: Desk): Promise<void> {
  await expect(ada.button('Hold')).toBeVisible()
  await expect(ada.button('Mute')).toBeVisible()
  await expect(ada.page.getByRole('dialog')).toBeHidden()
}

test('what is typed after Answer is a note, and works no call', async ({ centre, openDesk }) => {
  const ada = await openDesk('ada')
  const { keyboard } = ada.page
  await ringIn(centre, ada)
  await ada.answer()
  await keyboard.type('hello madam, thank you')
  await expect(notes(ada)).toHaveValue('hello madam, thank you')
  await expect(notes(ada)).toBeFocused()
  await isUntouched(ada)

  await test.step('and what is pasted too', async () => {
    await keyboard.press('Control+A')
    await keyboard.press('Control+C')
    await keyboard.press('Escape')
    await expect(notes(ada)).not.toBeFocused()
    await keyboard.press('Control+V')
    await expect(notes(ada)).toHaveValue('hello madam, thank you'.repeat(2))
  })

  await test.step('a key with Ctrl or Alt presses no button and opens no menu', async () => {
    for (const name of ['Mute', 'Hold', 'Account']) {
      await ada.button(name).focus()
      for (const key of ['Control+Enter', 'Control+Space', 'Alt+Enter', 'Meta+Enter']) {
        await keyboard.press(key)
      }
    }
    await expect(ada.page.getByRole('menu')).toBeHidden()
    await isUntouched(ada)
  })
})

test('a call that ends while the settings are open leads to the disposition, and two keys complete it', async ({
  centre,
  openDesk,
}) => {
  const ada = await openDesk('ada')
  const { keyboard } = ada.page
  const caller = await ringIn(centre, ada)
  await ada.answer()
  await ada.button('Account').click()
  await ada.page.getByRole('menuitem', { name: 'Settings' }).click()
  await ada.button('Account').click()
  await expect(ada.page.getByRole('menu')).toBeVisible()
  await caller.hangUp()
  await expect(disposition(ada)).toBeFocused()
  await expect(ada.page.getByRole('menu')).toBeHidden()
  await keyboard.press('1')
  await expect(disposition(ada)).not.toHaveValue('1')
  await keyboard.press('Control+Enter')
  const number = ada.page.getByRole('combobox', { name: 'Number', exact: true })
  await expect(number).toBeFocused()

  await test.step('a dialled number gives way to the next', async () => {
    await keyboard.type('+14155550100')
    await keyboard.press('Enter')
    await ada.button('Hang up').click()
    await expect(number).toBeFocused()
    await expect(number).not.toHaveValue('')
    await keyboard.press('Control+Enter')
    await expect(ada.button('Hang up')).toBeHidden()
    await keyboard.type('+1')
    await expect(number).toHaveValue('+1')
  })
})
