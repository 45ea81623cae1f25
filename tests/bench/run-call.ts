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
  readonly webhookToRing: number
}

/** The caller is audible all the time, so the first sample that arrives is heard. */
export const callerTone = { tone: 440, dbfs: -12 }

/** One call from the dial to the end of its wrap-up; throws when a mark is missing. */
export async function runCall(stage: Stage, side: Side, caller: Phone): Promise<Measured> {
  await side.page.bringToFront()
  await side.page.evaluate(() => window.cordboardMarks?.reset())
  stage.webhook.reset()
  await caller.dial(side.number)
  await side.page.getByRole('button', { name: 'Answer' }).click()
  await expect
    .poll(async () => (await marksOf(side.page)).audibleAt, { timeout: 10_000 })
    .not.toBeNull()
  const marks = await marksOf(side.page)
  await caller.hangUp()
  if (side.name === 'product')
    await new Desk(side.page, async () => undefined).wrapUp('Resolved', '')
  else await expect(side.page.getByRole('button', { name: 'Answer' })).toHaveCount(0)
  return {
    answerToVoice: gap(marks.answerAt, marks.audibleAt),
    webhookToRing: gap(stage.webhook.stampedAt(), marks.ringAt),
  }
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
