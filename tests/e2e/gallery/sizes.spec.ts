import { expect, type Locator } from '@playwright/test'
import { findFaintFields } from './inspect/find-faint-fields.ts'
import { findHiddenRows } from './inspect/find-hidden-rows.ts'
import { findOutside } from './inspect/find-outside.ts'
import { findUnnamed } from './inspect/find-unnamed.ts'
import { show, test, through } from './open-gallery.ts'

/** From the narrowest window to the widest; 640 by 400 is 1280 by 800 at 200 % zoom. The themes are shared out. */
const looks = [
  { width: 320, height: 568, theme: 'light' },
  { width: 360, height: 640, theme: 'dark' },
  { width: 640, height: 400, theme: 'light' },
  { width: 800, height: 600, theme: 'dark' },
  { width: 1280, height: 800, theme: 'light' },
  { width: 1920, height: 1080, theme: 'dark' },
] as const

/** The small windows have a size of their own. */
const isPage = (state: string) => !state.startsWith('panel-')

const checks = [findOutside, findUnnamed, findFaintFields, findHiddenRows]

for (const { width, height, theme } of looks) {
  test(`all is inside, named, bordered and in sight: ${width} by ${height}, ${theme}`, async ({
    gallery,
  }) => {
    test.setTimeout(120_000)
    for (const page of gallery.pages) await page.setViewportSize({ width, height })
    const found: string[] = []
    await through(gallery, gallery.states.filter(isPage), async (page, state) => {
      await show(page, gallery, state, theme)
      for (const check of checks) {
        found.push(...(await page.evaluate(check)).map((what) => `${state}: ${what}`))
      }
    })
    expect(found).toEqual([])
  })
}

async function middleOf(what: Locator) {
  const box = await what.first().boundingBox()
  if (box === null) throw new Error(`Nothing is seen of ${what.toString()}.`)
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 }
}

test('the eye travels at most 500 px: caller to Answer, timer to Mute', async ({ gallery }) => {
  test.setTimeout(120_000)
  const [page] = gallery.pages
  await page.setViewportSize({ width: 1920, height: 1080 })
  const button = (name: string | RegExp) => page.getByRole('button', { name, exact: true })
  const travels = [
    [/^ringing/, page.getByRole('heading', { level: 1 }), button('Answer')],
    [/^call(?!-ended)/, page.locator('h1 ~ time'), button(/^(Mute|Unmute)$/)],
  ] as const
  const far: string[] = []
  for (const [names, ...ends] of travels) {
    for (const state of gallery.states.filter((name) => names.test(name))) {
      await show(page, gallery, state, 'light')
      const [from, to] = await Promise.all([middleOf(ends[0]), middleOf(ends[1])])
      const distance = Math.round(Math.hypot(from.x - to.x, from.y - to.y))
      if (distance > 500) far.push(`${state}: ${distance} px`)
    }
  }
  expect(far).toEqual([])
})

test('Answer and Decline are in one place among the rings, in every size', async ({ gallery }) => {
  test.setTimeout(120_000)
  const rings = gallery.states.filter((name) => name.startsWith('ringing'))
  const places = new Map<string, Set<string>>()
  await through(gallery, looks, async (page, { width, height, theme }) => {
    await page.setViewportSize({ width, height })
    for (const state of rings) {
      await show(page, gallery, state, theme)
      for (const name of ['Answer', 'Decline']) {
        const { x, y } = await middleOf(page.getByRole('button', { name, exact: true }))
        const key = `${name} at ${width} by ${height}`
        places.set(key, (places.get(key) ?? new Set()).add(`${Math.round(x)},${Math.round(y)}`))
      }
    }
  })
  expect(places.size).toBe(2 * looks.length)
  expect([...places].filter(([, seen]) => seen.size > 1)).toEqual([])
})
