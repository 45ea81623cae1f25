import { setTimeout } from 'node:timers/promises'
import { errors } from 'playwright'
import { expect, type Page } from '@playwright/test'
import type { Centre } from '../e2e/harness/centre.ts'
import { openWebDesk } from '../e2e/harness/chromium.ts'
import type { Desk } from '../e2e/harness/desk.ts'
import type { Phone } from '../e2e/harness/phones.ts'
import {
  answer,
  deskOf,
  finish,
  measured,
  readyToRing,
  type Measured,
  type Side,
} from './run-call.ts'
import type { Stage } from './stage.ts'

/** In place of a measured call: why the product did not get that far. */
export interface NotPossible {
  readonly reason: string
}

/** How long a customer who has lost their agent may wait until the next desk rings. */
const LONGEST_WAIT_MS = 60_000
const LOOK_MS = 200

/** An agent in a browser of its own, who takes a customer first. The measured desk answers the same customer later. */
export async function openFirstAgent(centre: Centre): Promise<Desk> {
  const desk = await openWebDesk(centre.url, 'grace')
  await desk.ready()
  // What is left of a conversation that was cut off.
  const complete = desk.button('Complete')
  if (await complete.isVisible()) await desk.wrapUp('Resolved', '')
  return desk
}

/** The first agent talks to the customer and transfers them to the queue, where the measured desk answers. */
export async function runTransferred(
  { sides: [side] }: Stage,
  first: Desk,
  customer: Phone,
): Promise<Measured> {
  await talkFirst(side, first, customer)
  await first.findTarget('Transfer', 'Sales')
  const pressedAt = now()
  await first.page.getByRole('button', { name: 'Transfer to Sales' }).click()
  const marks = await answer(side.page)
  await customer.hangUp()
  await finish(side)
  await first.wrapUp('Resolved', '')
  return measured(pressedAt, marks)
}

/** The first agent's browser is killed while they talk to the customer. The measured desk answers, if it ever rings. */
export async function runLost(
  { sides: [side] }: Stage,
  first: Desk,
  customer: Phone,
): Promise<Measured | NotPossible> {
  await talkFirst(side, first, customer)
  const killedAt = now()
  await killBrowser(first.page)
  const came = await ringOrEnd(side.page, customer)
  if (came === 'ended') return { reason: 'the customer’s call ended' }
  if (came === 'neither') {
    await customer.hangUp()
    return { reason: `no desk rang within ${LONGEST_WAIT_MS / 1000} s` }
  }
  const marks = await answer(side.page)
  await customer.hangUp()
  await finish(side)
  return measured(killedAt, marks)
}

async function ringOrEnd(page: Page, customer: Phone): Promise<'rings' | 'ended' | 'neither'> {
  const button = page.getByRole('button', { name: 'Answer' })
  const over = new AbortController()
  try {
    return await Promise.race([
      button.waitFor({ timeout: LONGEST_WAIT_MS }).then(() => 'rings' as const),
      endOf(customer, over.signal),
    ])
  } catch (error) {
    if (error instanceof errors.TimeoutError) return 'neither'
    throw error
  } finally {
    over.abort()
  }
}

/** The first agent alone is there for the call. The measured desk is there from when the two talk. */
async function talkFirst({ page, number }: Side, first: Desk, customer: Phone): Promise<void> {
  const second = deskOf(page)
  await page.bringToFront()
  await second.chooseStatus('Break')
  await first.chooseStatus('Available')
  await customer.dial(number)
  await first.answer()
  await readyToRing(page)
  await second.chooseStatus('Available')
}

/** Nobody else can be rung: TaskRouter does not wait for the first agent, whose browser is gone. */
export async function aloneAvailable({ workspace }: Centre): Promise<void> {
  await expect
    .poll(async () => (await workspace.workers.list({ available: 'true' })).length, {
      timeout: LONGEST_WAIT_MS,
    })
    .toBe(1)
}

/** As when the power fails: none of its programs can say goodbye. */
async function killBrowser(page: Page): Promise<void> {
  const browser = page.context().browser()
  if (!browser) throw new Error('The page has no browser.')
  const session = await browser.newBrowserCDPSession()
  const { processInfo } = await session.send('SystemInfo.getProcessInfo')
  // The browser last: it would end the others first.
  for (const { id } of processInfo.toReversed()) process.kill(id, 'SIGKILL')
  await expect.poll(() => browser.isConnected()).toBe(false)
}

async function endOf(phone: Phone, over: AbortSignal): Promise<'ended'> {
  while ((await phone.callState()) !== 'ended') await setTimeout(LOOK_MS, null, { signal: over })
  return 'ended'
}

function now(): number {
  return performance.timeOrigin + performance.now()
}
