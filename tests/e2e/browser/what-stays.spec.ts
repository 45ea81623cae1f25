import type { Page } from '@playwright/test'
import { ringIn } from '../harness/calling.ts'
import { expect, test } from '../harness/fixtures.ts'

/** The stream sources of a call, which browsers keep whatever is done; the analysers behind them are what is large. */
const KEPT_BY_THE_BROWSER = 3
/** One that the last ring or call may still hold. Analysers would be two a call. */
const STILL_HELD = 1

/** How many Web Audio nodes live in the page, after a collection. */
async function audioNodes(page: Page): Promise<number> {
  const inspector = await page.context().newCDPSession(page)
  try {
    await inspector.send('Performance.enable')
    await inspector.send('HeapProfiler.collectGarbage')
    await inspector.send('HeapProfiler.collectGarbage')
    const { metrics } = await inspector.send('Performance.getMetrics')
    return metrics.find(({ name }) => name === 'AudioHandlers')?.value ?? Number.NaN
  } finally {
    await inspector.detach()
  }
}

test('calls leave no analysers behind, which once made the page grow by a megabyte each', async ({
  centre,
  openDesk,
}) => {
  const ada = await openDesk('ada')
  const call = async () => {
    const caller = await ringIn(centre, ada)
    await ada.answer()
    await ada.hearsSomething()
    await caller.hangUp()
    await ada.wrapUp('resolved', '')
  }
  await call()
  const before = await audioNodes(ada.page)
  await call()
  await call()
  await expect
    .poll(() => audioNodes(ada.page), { intervals: [500] })
    .toBeLessThanOrEqual(before + 2 * KEPT_BY_THE_BROWSER + STILL_HELD)
})
