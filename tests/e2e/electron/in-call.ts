import { expect } from '@playwright/test'
import { ringIn } from '../harness/calling.ts'
import { agentSpeech } from '../harness/chromium.ts'
import { startCentre, type Centre } from '../harness/centre.ts'
import { Desk } from '../harness/desk.ts'
import type { Phone } from '../harness/phones.ts'
import { launchDesktop, type LaunchedDesktop } from './launch.ts'

export interface InCall {
  readonly centre: Centre
  readonly desktop: LaunchedDesktop
  readonly desk: Desk
  readonly caller: Phone
  close(): Promise<void>
}

/** A whole centre, and an agent at the desktop with a call, `answered` or still ringing. */
export async function openWithCaller(answered: boolean): Promise<InCall> {
  const centre = await startCentre()
  const desktop = await launchDesktop({
    serverUrl: centre.url,
    fakeMicrophoneWav: agentSpeech,
    env: { CORDBOARD_DEMO: 'ada' },
  })
  const desk = new Desk(desktop.page, desktop.close)
  const caller = await ringIn(centre, desk)
  await expect(desk.button('Answer')).toBeVisible({ timeout: 20_000 })
  if (answered) await desk.answer()
  return {
    centre,
    desktop,
    desk,
    caller,
    async close() {
      await desktop.close()
      await centre.close()
    },
  }
}
