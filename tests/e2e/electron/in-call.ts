import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect } from '@playwright/test'
import { ringIn } from '../harness/calling.ts'
import { agentSpeech } from '../harness/chromium.ts'
import { startCentre, type Centre } from '../harness/centre.ts'
import { Desk } from '../harness/desk.ts'
import type { Phone } from '../harness/phones.ts'
import { forgetProfile } from './forget-profile.ts'
import { launchDesktop, type LaunchedDesktop } from './launch.ts'

export interface InCall {
  readonly centre: Centre
  readonly desktop: LaunchedDesktop
  readonly desk: Desk
  readonly caller: Phone
  /** The desktop is started another time, as after its end. */
  startAgain(): Promise<Desk>
  close(): Promise<void>
}

/** A whole centre, and an agent at the desktop with a call, `answered` or still ringing. */
export async function openWithCaller(answered: boolean): Promise<InCall> {
  const centre = await startCentre()
  const userData = mkdtempSync(join(tmpdir(), 'cordboard-profile-'))
  const desks: Desk[] = []
  const launch = async () => {
    const launched = await launchDesktop({
      serverUrl: centre.url,
      fakeMicrophoneWav: agentSpeech,
      env: { CORDBOARD_DEMO: 'ada' },
      userData,
    })
    const desk = new Desk(launched.page, launched.close)
    desks.push(desk)
    return { launched, desk }
  }
  const { launched: desktop, desk } = await launch()
  const caller = await ringIn(centre, desk)
  await expect(desk.button('Answer')).toBeVisible({ timeout: 20_000 })
  if (answered) await desk.answer()
  return {
    centre,
    desktop,
    desk,
    caller,
    startAgain: async () => (await launch()).desk,
    async close() {
      for (const each of desks) await each.close()
      forgetProfile(userData)
      await centre.close()
    },
  }
}
