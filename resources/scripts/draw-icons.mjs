import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { launchChromium } from './browser.mjs'
import { root } from './root.mjs'

// Draws resources/app-icons from the vector drawings. At the smallest sizes the whole board is a blur, so the
// jack alone is drawn there, as in the tray.
const sizes = [16, 24, 32, 48, 64, 128, 256, 512, 1024]
const largestOfJack = 24
const icons = join(root, 'resources/icons')
const browser = await launchChromium()
for (const size of sizes) {
  const file = join(icons, size > largestOfJack ? 'cordboard.svg' : 'tray.svg')
  const page = await browser.newPage({ viewport: { width: size, height: size } })
  const source = `data:image/svg+xml;base64,${readFileSync(file).toString('base64')}`
  await page.setContent(
    `<body style="margin:0"><img src="${source}" width="${size}" height="${size}" style="display:block"></body>`,
  )
  const path = join(root, `resources/app-icons/${size}x${size}.png`)
  await page.screenshot({ path, omitBackground: true })
  await page.close()
}
await browser.close()
