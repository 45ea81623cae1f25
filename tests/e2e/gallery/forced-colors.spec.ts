import { expect, type Locator } from '@playwright/test'
import { show, test } from './open-gallery.ts'

/** What a contrast theme leaves of an element: its border, outline, underline and shape. */
function lookOf(what: Locator): Promise<string> {
  return what.first().evaluate((element) => {
    const style = getComputedStyle(element)
    return [
      `${style.borderTopWidth} ${style.borderTopStyle} ${style.borderTopColor}`,
      `${style.outlineWidth} ${style.outlineStyle} ${style.outlineColor}`,
      style.textDecorationLine,
      style.borderTopLeftRadius,
      style.backgroundColor,
    ].join(' | ')
  })
}

test('a contrast theme keeps muted, held, open, current, chosen and the statuses apart', async ({
  gallery,
}) => {
  const [page] = gallery.pages
  await page.emulateMedia({ forcedColors: 'active' })
  await page.setViewportSize({ width: 1280, height: 800 })
  const control = (name: string | RegExp) => page.getByRole('button', { name, exact: true })
  const chip = (name: string) => page.getByRole('option', { name, exact: true })
  const dot = (name: string) =>
    page.getByRole('list', { name: 'Team' }).getByText(name).locator('xpath=../span[1]')
  const pairs = [
    ['muted', 'call', control('Mute'), 'call-muted', control('Unmute')],
    ['held', 'call', control('Hold'), 'call-on-hold', control('Resume')],
    ['an open panel', 'call', control('Transfer'), 'call-search', control('Transfer')],
    ['the current tab', 'idle', control('History'), 'idle', control('Phone')],
    ['a chosen disposition', 'wrap-up', chip('Resolved'), 'wrap-up-chosen', chip('Resolved')],
    ['a free teammate', 'idle', dot('Mina Park'), 'idle', dot('Deniz Kaya')],
    ['a teammate on a call', 'idle', dot('Deniz Kaya'), 'idle', dot('Logan Reyes')],
  ] as const
  const same: string[] = []
  for (const [what, plain, before, changed, after] of pairs) {
    await show(page, gallery, plain, 'light')
    const look = await lookOf(before)
    await show(page, gallery, changed, 'light')
    if ((await lookOf(after)) === look) same.push(what)
  }
  await page.emulateMedia({ forcedColors: null })
  expect(same).toEqual([])
})
