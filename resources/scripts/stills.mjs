import { join } from 'node:path'
import sharp from 'sharp'
import { preview } from 'vite'
import { launchChromium } from './browser.mjs'
import { root } from './root.mjs'

const screen = { width: 420, height: 720 }

/** The gallery's state, and the size of its window in CSS pixels. */
const stills = [
  { name: 'call', state: 'call', size: screen },
  { name: 'transfer', state: 'call-search', size: screen },
  { name: 'after-call-work', state: 'wrap-up-chosen', size: screen },
  { name: 'ring-window', state: 'panel-ring', size: { width: 360, height: 190 } },
  { name: 'mini-bar', state: 'panel-mini', size: { width: 340, height: 64 } },
]

/** Each picture in light and in dark, as `<name>-<theme>.png`: three pixels for two CSS pixels, with at most 256 colours. */
export async function takeStills(folder) {
  const server = await preview({
    configFile: join(root, 'vite.web.config.ts'),
    logLevel: 'warn',
    preview: { port: 0, open: false },
  })
  const browser = await launchChromium()
  try {
    for (const theme of ['light', 'dark']) {
      for (const still of stills) {
        const pixels = await shoot(browser, server.resolvedUrls.local[0], still, theme)
        await sharp(pixels)
          .png({ palette: true, effort: 10 })
          .toFile(join(folder, `${still.name}-${theme}.png`))
      }
    }
  } finally {
    await browser.close()
    await server.close()
  }
}

async function shoot(browser, origin, { state, size }, theme) {
  const page = await browser.newPage({
    viewport: size,
    deviceScaleFactor: 1.5,
    reducedMotion: 'reduce',
  })
  const search = `?state=${state}&theme=${theme}`
  await page.goto(`${origin}gallery.html${search}`)
  await page.locator(`html[data-shown="${search}"]`).waitFor()
  const pixels = await page.screenshot({ animations: 'disabled', caret: 'hide' })
  await page.close()
  return pixels
}
