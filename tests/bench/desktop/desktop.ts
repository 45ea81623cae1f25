import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { agentSpeech } from '../../e2e/harness/chromium.ts'
import { startCentre, type Centre } from '../../e2e/harness/centre.ts'
import { Desk } from '../../e2e/harness/desk.ts'
import { forgetProfile } from '../../e2e/electron/forget-profile.ts'
import { launchDesktop } from '../../e2e/electron/launch.ts'
import { figure, figures, percentile, type Figure } from '../figures.ts'
import { callerTone } from '../run-call.ts'
import { openBareWindow, placeBareApp } from './bare-window.ts'
import { openDisplay } from './display.ts'
import {
  appearedAt,
  collectedHeapMb,
  cpuShareOf,
  memoryOf,
  startedAt,
  type Opened,
} from './opened.ts'

const STARTS = Number(process.env['BENCH_STARTS'] ?? 6)
const SECONDS = Number(process.env['BENCH_SECONDS'] ?? 10)
const CALLS = Number(process.env['BENCH_CALLS'] ?? 24)
/** A busy agent: five minutes a call with its after-call work. */
const CALLS_AN_HOUR = 12
/** The first calls load what only a call needs. */
const WARM_UP = 6
const SETTLING_MS = 20_000

type Open = () => Promise<Opened>

/** The desktop beside a bare Electron window: cold start, memory and processor, idle and in a call, after many calls. */
export async function measureDesktop(): Promise<Figure[]> {
  await using opened = new AsyncDisposableStack()
  const display = await openDisplay()
  opened.defer(() => display.close())
  const centre = await startCentre()
  opened.defer(() => centre.close())
  const runtime = process.env['ELECTRON_OVERRIDE_DIST_PATH']
  const placed = runtime === undefined ? null : placeBareApp(runtime)
  // Kept from start to start, as on every day but the first: what V8 has compiled is found again.
  const profiles = [profile('bare'), profile('product')] as const
  opened.defer(() => profiles.forEach(forgetProfile))
  const bare: Open = () => openBareWindow(placed, display.env, profiles[0])
  const product: Open = () =>
    launchDesktop({
      serverUrl: centre.url,
      fakeMicrophoneWav: agentSpeech,
      userData: profiles[1],
      env: { ...display.env, CORDBOARD_DEMO: 'ada' },
    })
  return [...(await measureStarts(product, bare)), ...(await measureAtWork(product, bare, centre))]
}

function profile(side: string): string {
  return mkdtempSync(join(tmpdir(), `cordboard-${side}-profile-`))
}

/** The two take turns. The first start of each fills the machine's caches and is not counted. */
async function measureStarts(product: Open, bare: Open): Promise<Figure[]> {
  const usable: number[] = []
  const ready: number[] = []
  const button: number[] = []
  // V8 keeps what it has compiled from the second time on, once a page has been there for some seconds.
  for (let visit = 0; visit < 2; visit += 1) await visited(product)
  for (let start = -1; start < STARTS; start += 1) {
    const window = await bare()
    const pressable = (await appearedAt(window, 'button:enabled')) - (await startedAt(window))
    await window.close()
    const desktop = await product()
    const dialled = await appearedAt(desktop, 'input[type=tel]:enabled')
    await new Desk(desktop.page, async () => undefined).ready()
    const now = await desktop.page.evaluate(() => performance.timeOrigin + performance.now())
    const from = await startedAt(desktop)
    await desktop.close()
    if (start < 0) continue
    button.push(pressable)
    usable.push(dialled - from)
    ready.push(now - from)
  }
  return [
    ...figures('cold start to usable', usable, button),
    ...figures('cold start to ready for calls', ready, button),
  ]
}

async function visited(open: Open): Promise<void> {
  const opened = await open()
  await new Desk(opened.page, async () => undefined).ready()
  await opened.page.waitForTimeout(5000)
  await opened.close()
}

async function measureAtWork(product: Open, bare: Open, centre: Centre): Promise<Figure[]> {
  await using opened = new AsyncDisposableStack()
  const window = await bare()
  opened.defer(() => window.close())
  const desktop = await product()
  opened.defer(() => desktop.close())
  const desk = new Desk(desktop.page, async () => undefined)
  await desk.becomeAvailable()
  // A start's last work, and the sound that then rests, are no idleness.
  await desktop.page.waitForTimeout(SETTLING_MS)
  const [bareCpu, idleCpu] = [await cpuShareOf(window, SECONDS), await cpuShareOf(desktop, SECONDS)]
  const [bareMemory, idleMemory] = [await settledMemory(window), await settledMemory(desktop)]

  const customer = await centre.phone({ plays: callerTone })
  await customer.dial(centre.number)
  await desk.answer()
  const inCall = [await memoryOf(desktop), await cpuShareOf(desktop, SECONDS)] as const
  await customer.hangUp()
  await desk.wrapUp('Resolved', '')

  const call = async () => {
    await customer.dial(centre.number)
    await desk.answer()
    await desktop.page.waitForTimeout(500)
    await customer.hangUp()
    await desk.wrapUp('Resolved', '')
  }
  for (let n = 1; n < WARM_UP; n += 1) await call()
  const before = { heap: await collectedHeapMb(desktop), memory: await settledMemory(desktop) }
  for (let n = 0; n < CALLS; n += 1) await call()
  const after = { heap: await collectedHeapMb(desktop), memory: await settledMemory(desktop) }
  const hourly = (grown: number) => (grown * CALLS_AN_HOUR) / CALLS
  return [
    figure('memory, idle', 'MB', idleMemory, bareMemory),
    figure('memory, in a call', 'MB', inCall[0], bareMemory),
    figure('CPU, idle, share of one core', '%', idleCpu, bareCpu, 2),
    figure('CPU, in a call, share of one core', '%', inCall[1], bareCpu, 1),
    figure(`memory after ${CALLS} more calls`, 'MB', after.memory, before.memory),
    figure(
      `growth an hour of ${CALLS_AN_HOUR} calls`,
      'MB',
      hourly(after.memory - before.memory),
      null,
      1,
    ),
    figure('page heap, growth an hour', 'MB', hourly(after.heap - before.heap), null, 2),
  ]
}

/** The median of some readings after a collection: what comes and goes within seconds is not counted. */
async function settledMemory(opened: Opened): Promise<number> {
  await collectedHeapMb(opened)
  const readings: number[] = []
  for (let n = 0; n < 5; n += 1) {
    await opened.page.waitForTimeout(1000)
    readings.push(await memoryOf(opened))
  }
  return percentile(readings, 0.5)
}
