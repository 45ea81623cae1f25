import { test as base, type Page } from '@playwright/test'
import { launchChromium } from '../harness/chromium.ts'
import { serveGallery } from './serve.ts'

export interface Gallery {
  readonly pages: readonly [Page, Page]
  readonly url: string
  readonly states: readonly string[]
}

/** The built gallery, opened once for all tests of a file. */
export const test = base.extend<object, { gallery: Gallery }>({
  gallery: [
    // oxlint-disable-next-line no-empty-pattern -- Playwright wants the destructuring.
    async ({}, use) => {
      const [served, browser] = await Promise.all([serveGallery(), launchChromium()])
      const open = async () => (await browser.newContext()).newPage()
      const pages = [await open(), await open()] as const
      await pages[0].goto(served.url)
      const states = await pages[0].locator('li > a:first-child').allTextContents()
      await use({ pages, url: served.url, states })
      await browser.close()
      served.close()
    },
    { scope: 'worker' },
  ],
})

/** By the history, not by loading the page again: that would be most of the time. */
export async function show(
  page: Page,
  { url }: Gallery,
  state: string,
  theme: string,
): Promise<void> {
  const search = `?state=${state}&theme=${theme}`
  if (page.url().startsWith(url)) {
    await page.evaluate((next) => {
      history.pushState(null, '', next)
      window.dispatchEvent(new PopStateEvent('popstate'))
    }, search)
  } else {
    await page.goto(url + search)
  }
  await page.locator(`html[data-shown="${search}"]`).waitFor()
}

/** Two at a time: drawing and looking keep one processor busy each. */
export async function through<Item>(
  { pages }: Gallery,
  items: readonly Item[],
  look: (page: Page, item: Item) => Promise<void>,
): Promise<void> {
  const left = [...items]
  const work = async (page: Page) => {
    for (let item = left.shift(); item !== undefined; item = left.shift()) await look(page, item)
  }
  await Promise.all(pages.map(work))
}
