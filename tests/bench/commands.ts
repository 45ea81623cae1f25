import { setTimeout } from 'node:timers/promises'
import { expect, type Page } from '@playwright/test'
import { Desk } from '../e2e/harness/desk.ts'
import type { Phone } from '../e2e/harness/phones.ts'
import { bareConference, type BareConference } from './bare-conference.ts'
import { figures, withAim, type Figure } from './figures.ts'
import { callerTone } from './run-call.ts'
import type { Stage } from './stage.ts'

const COMMANDS = ['hold', 'resume', 'mute', 'warm transfer to ring'] as const
/** What the server, the desk and Twilio's callback may add to the REST calls. */
const ABOVE = { of: 'above', atMost: 30 } as const
/** An agent's day is long: what is compiled and cached only in its first minutes is not counted. */
const WARM_UP_ROUNDS = 3
/** Nobody presses the next control at the same moment. What the last one set off is done by then, on either side. */
const PAUSE_MS = 500
type Timings = Record<(typeof COMMANDS)[number], number>

/**
 * From the click to what the screen shows as proved, and from the click to the target's ring, beside the REST calls
 * alone. A warm transfer is a hold and then a ring, so its bare side is both, one after the other.
 */
export async function measureCommands(stage: Stage, rounds: number): Promise<Figure[]> {
  const { page, number } = stage.sides[0]
  const customer = await stage.centre.phone({ plays: callerTone })
  const expert = await stage.centre.phone({ answers: 'manual' })
  await page.bringToFront()
  await customer.dial(number)
  const desk = new Desk(page, async () => undefined)
  await desk.answer()
  const bare = await bareConference(stage.centre)
  const product: Timings[] = []
  const baseline: Timings[] = []
  for (let round = -WARM_UP_ROUNDS; round < rounds; round += 1) {
    const [ours, theirs] = [await agentsRound(desk, expert), await bareRound(bare, expert)]
    if (round < 0) continue
    product.push(ours)
    baseline.push(theirs)
  }
  await customer.hangUp()
  await desk.wrapUp('Resolved', '')
  return COMMANDS.flatMap((name) =>
    withAim(
      figures(
        `${name}, click to ${name.endsWith('ring') ? 'ring' : 'confirmed'}`,
        product.map((timings) => timings[name]),
        baseline.map((timings) => timings[name]),
      ),
      ABOVE,
    ),
  )
}

async function agentsRound(desk: Desk, expert: Phone): Promise<Timings> {
  const { page } = desk
  const hold = await pressUntil(page, 'Hold', 'Resume')
  const resume = await pressUntil(page, 'Resume', 'Hold')
  const mute = await pressUntil(page, 'Mute', 'Unmute')
  await pressUntil(page, 'Unmute', 'Mute')
  await desk.findTarget('Transfer', expert.number)
  await page
    .getByRole('button', { name: /^Talk first with/ })
    .first()
    .waitFor()
  await setTimeout(PAUSE_MS)
  const pressed = await page.evaluate(() => {
    const button = [...document.querySelectorAll('button')].find((each) =>
      (each.getAttribute('aria-label') ?? each.textContent ?? '').startsWith('Talk first'),
    )
    button?.click()
    return performance.timeOrigin + performance.now()
  })
  const ring = (await ringsAt(expert)) - pressed
  await page.getByRole('button', { name: /^Back to/ }).click()
  await expect.poll(() => expert.callState()).toBe('ended')
  await expect(desk.button('Hold')).toBeEnabled()
  return { hold, resume, mute, 'warm transfer to ring': ring }
}

async function bareRound(bare: BareConference, expert: Phone): Promise<Timings> {
  const hold = await timed(() => bare.hold(true))
  const resume = await timed(() => bare.hold(false))
  const mute = await timed(() => bare.mute(true))
  await bare.mute(false)
  await setTimeout(PAUSE_MS)
  const asked = now()
  await bare.hold(true)
  const rung = bare.ring(expert.number)
  const ring = (await ringsAt(expert)) - asked
  await bare.end(await rung)
  await expect.poll(() => expert.callState()).toBe('ended')
  await bare.hold(false)
  return { hold, resume, mute, 'warm transfer to ring': ring }
}

/** Presses a control; milliseconds until another, that is not busy, has come into its place. */
async function pressUntil(page: Page, press: string, until: string): Promise<number> {
  await setTimeout(PAUSE_MS)
  return page.evaluate(
    ([pressed, awaited]) => {
      const named = (name: string) =>
        [...document.querySelectorAll('fieldset button')].find(
          (button) => button.textContent?.startsWith(name) && !button.hasAttribute('aria-busy'),
        )
      return new Promise<number>((resolve) => {
        const started = performance.now()
        new MutationObserver((_, observer) => {
          if (!named(awaited)) return
          observer.disconnect()
          resolve(performance.now() - started)
        }).observe(document.body, {
          subtree: true,
          childList: true,
          attributes: true,
          characterData: true,
        })
        const button = named(pressed)
        if (button instanceof HTMLElement) button.click()
      })
    },
    [press, until] as const,
  )
}

const RING_TIMEOUT_MS = 30_000

/** When it rings, to the millisecond: asked without a pause. */
async function ringsAt(phone: Phone): Promise<number> {
  const asked = now()
  while ((await phone.callState()) !== 'ringing') {
    if (now() - asked > RING_TIMEOUT_MS) throw new Error(`${phone.number} does not ring.`)
  }
  return now()
}

async function timed(act: () => Promise<unknown>): Promise<number> {
  await setTimeout(PAUSE_MS)
  const started = now()
  await act()
  return now() - started
}

function now(): number {
  return performance.timeOrigin + performance.now()
}
