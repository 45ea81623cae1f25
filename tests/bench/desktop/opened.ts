import type { ElectronApplication, Page } from '@playwright/test'
import { cpuSeconds, memoryMb, sumOver } from '../process-cost.ts'

/** A running Electron program: ours or the bare one. */
export interface Opened {
  readonly app: ElectronApplication
  readonly page: Page
  close(): Promise<void>
}

/** Megabytes of all its processes together (PSS, from `/proc`), as `app.getAppMetrics()` names them. */
export async function memoryOf({ app }: Opened): Promise<number> {
  return sumOver(await processesOf(app), memoryMb)
}

/** The share of one core, in percent, that all its processes use in so many seconds. */
export async function cpuShareOf({ app, page }: Opened, seconds: number): Promise<number> {
  const pids = await processesOf(app)
  const before = await sumOver(pids, cpuSeconds)
  const started = performance.now()
  await page.waitForTimeout(seconds * 1000)
  const used = (await sumOver(pids, cpuSeconds)) - before
  return (used * 100_000) / (performance.now() - started)
}

/** When the operating system began it, in milliseconds since the epoch. */
export function startedAt({ app }: Opened): Promise<number> {
  return app.evaluate(() => process.getCreationTime() ?? Number.NaN)
}

/** When an enabled control with this selector was first in the page, in milliseconds since the epoch. */
export async function appearedAt({ page }: Opened, selector: string): Promise<number> {
  const found = await page.waitForFunction(
    (wanted) =>
      document.querySelector(wanted) !== null && performance.timeOrigin + performance.now(),
    selector,
    { polling: 10, timeout: 30_000 },
  )
  return Number(await found.jsonValue())
}

/** Megabytes of the page's JavaScript heap after a collection. */
export async function collectedHeapMb({ app, page }: Opened): Promise<number> {
  const inspector = await app.context().newCDPSession(page)
  try {
    await inspector.send('HeapProfiler.collectGarbage')
    await inspector.send('HeapProfiler.collectGarbage')
    const { usedSize } = await inspector.send('Runtime.getHeapUsage')
    return usedSize / 1024 / 1024
  } finally {
    await inspector.detach()
  }
}

function processesOf(app: ElectronApplication): Promise<number[]> {
  return app.evaluate(({ app }) => app.getAppMetrics().map(({ pid }) => pid))
}
