import { setTimeout } from 'node:timers/promises'
import { expect, type Page } from '@playwright/test'
import { Desk } from '../e2e/harness/desk.ts'
import type { Phone } from '../e2e/harness/phones.ts'
import type { Marks } from './probe.ts'
import type { Stage } from './stage.ts'

export interface Side {
  readonly name: 'product' | 'bare'
  readonly page: Page
  readonly number: string
}

/** Milliseconds. */
export interface Measured {
  readonly answerToVoice: number
  /** From what makes the desk ring: the webhook, the transfer, or the end of the other agent's browser. */
  readonly toRing: number
}

/** The caller is audible all the time, so the first sample that arrives is heard. */
export const callerTone = { tone: 440, dbfs: -12 }

/** One call of a new caller, from the dial to the end of its wrap-up; throws when a mark is missing. */
export async function runCall(stage: Stage, side: Side, caller: Phone): Promise<Measured> {
  await readyToRing(side.page)
  stage.webhook.reset()
  await caller.dial(side.number)
  const marks = await answer(side.page)
  await caller.hangUp()
  await finish(side)
  return measured(stage.webhook.stampedAt(), marks)
}

/** Its marks are those of the next call from here on. */
export async function readyToRing(page: Page): Promise<void> {
  await page.bringToFront()
  await page.evaluate(() => window.cordboardMarks?.reset())
}

/** How long an agent takes to see who is calling. What the ring itself sets off is done by then, on either side. */
const LOOK_MS = 1_500

/** Answers what rings, or will ring, and waits until the far side is heard. */
export async function answer(page: Page): Promise<Marks> {
  const button = page.getByRole('button', { name: 'Answer' })
  await button.waitFor()
  await setTimeout(LOOK_MS)
  await button.click()
  await expect.poll(async () => (await marksOf(page)).audibleAt, { timeout: 10_000 }).not.toBeNull()
  return marksOf(page)
}

/** What there is to do after a call. */
export async function finish({ name, page }: Pick<Side, 'name' | 'page'>): Promise<void> {
  if (name === 'product') await deskOf(page).wrapUp('Resolved', '')
  else await expect(page.getByRole('button', { name: 'Answer' })).toHaveCount(0)
}

export function measured(from: number | null, marks: Marks): Measured {
  return {
    answerToVoice: gap(marks.answerAt, marks.audibleAt),
    toRing: gap(from, marks.ringAt),
  }
}

/** A desk whose browser somebody else closes. */
export function deskOf(page: Page): Desk {
  return new Desk(page, async () => undefined)
}

async function marksOf(page: Page): Promise<Marks> {
  const marks = await page.evaluate(() => window.cordboardMarks?.read())
  if (!marks) throw new Error('The page was opened without its probe.')
  return marks
}

function gap(from: number | null, to: number | null): number {
  if (from === null || to === null) throw new Error('A mark is missing.')
  return to - from
}
