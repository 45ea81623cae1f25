import { AxeBuilder } from '@axe-core/playwright'
import { expect } from '@playwright/test'
import { show, test, through } from './open-gallery.ts'

/** Each theme at one size: contrast depends on the theme and layout on the size, so the other two pairs say nothing new. */
const looks = [
  { theme: 'light', size: { width: 360, height: 640 } },
  { theme: 'dark', size: { width: 1200, height: 800 } },
]

for (const { theme, size } of looks) {
  test(`axe finds nothing, nothing overflows, no error is logged: ${theme}, ${size.width} px`, async ({
    gallery,
  }) => {
    test.setTimeout(300_000)
    const { pages, states } = gallery
    expect(states.length).toBeGreaterThan(30)
    const found: string[] = []
    for (const page of pages) {
      page.on(
        'console',
        (message) => message.type() === 'error' && found.push(`${page.url()} ${message.text()}`),
      )
      page.on('pageerror', (error) => found.push(`${page.url()} ${error.message}`))
      await page.setViewportSize(size)
    }
    await through(gallery, states, async (page, state) => {
      await show(page, gallery, state, theme)
      if (await page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth)) {
        found.push(`${state} overflows`)
      }
      // There are no frames, for which it would open one more page each time.
      const { violations } = await new AxeBuilder({ page }).setLegacyMode().analyze()
      found.push(...violations.map((violation) => `${state}: ${violation.id} ${violation.help}`))
    })
    expect(found).toEqual([])
  })
}

test('a banner takes room and covers no field, in the smallest windows too', async ({
  gallery,
}) => {
  const [page] = gallery.pages
  const one = [
    'call-notice',
    'wrap-up-notice',
    'wrap-up-not-saved',
    'call-waiting',
    'call-set-aside',
  ]
  for (const [height, names] of [
    [560, one],
    [640, [...one, 'call-failure', 'call-recording-pause-failed']],
  ] as const) {
    await page.setViewportSize({ width: 360, height })
    for (const state of names) {
      await show(page, gallery, state, 'light')
      const seen = await page.getByRole('textbox', { name: /Notes/ }).evaluate((field) => {
        // In the lowest windows the dispositions need the room, so the wrap-up scrolls.
        field.scrollIntoView({ block: 'nearest' })
        const { x, y, bottom } = field.getBoundingClientRect()
        return [y + 3, bottom - 3].map((at) => document.elementFromPoint(x + 9, at) === field)
      })
      expect(seen, `${state} at ${height}`).toEqual([true, true])
    }
  }
})

const controls = [/^(Mute|Unmute)$/, /^(Hold|Resume)$/, 'Keypad', 'Transfer', 'Add', 'Hang up']

/** What must stay where it is among all states of a screen: the hand goes there without looking. */
const still: readonly (readonly [RegExp, readonly (string | RegExp)[]])[] = [
  [/^ringing/, ['Answer', 'Decline']],
  [/^call(?!-search)/, [...controls, 'New call']],
  // The search lies over the place of New call.
  [/^call(-search|$)/, controls],
  [
    /^call-transfer-(ringing|consulting|swap|join|complet|cancel)(?!.*number)/,
    [/^Back to/, 'Merge all', 'Complete transfer'],
  ],
  [/^call-recording(?!-failed)/, [/^(Pause|Resume) recording$/]],
  [/^call-waiting(?!-during)/, ['Hold and answer', 'Decline']],
  [/^call-set-aside/, [/^Merge calls/, /^Switch to/]],
  [/^wrap-up/, ['Complete', '+1 min']],
  [/^(idle|presence|failure|notice|getting-ready)/, ['Call', '5']],
]

test('nothing moves under the pointer', async ({ gallery }) => {
  test.setTimeout(300_000)
  const { states } = gallery
  const moved: string[] = []
  const screens = looks.flatMap(({ size }) => still.map((screen) => ({ size, screen })))
  await through(gallery, screens, async (page, { size, screen: [names, buttons] }) => {
    await page.setViewportSize(size)
    const places = new Map<string, string>()
    for (const state of states.filter((name) => names.test(name))) {
      await show(page, gallery, state, 'light')
      for (const name of buttons) {
        const box = await page.getByRole('button', { name, exact: true }).boundingBox()
        const place = box ? `${Math.round(box.x)},${Math.round(box.y)}` : 'nowhere'
        const before = places.get(String(name)) ?? place
        places.set(String(name), before)
        if (place !== before)
          moved.push(`${String(name)} in ${state} at ${size.width}: ${before} → ${place}`)
      }
    }
    expect(places.size).toBe(buttons.length)
  })
  expect(moved).toEqual([])
})
