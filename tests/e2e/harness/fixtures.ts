import { test as base } from '@playwright/test'
import { startCentre, type Centre } from './centre.ts'
import { openWebDesk } from './chromium.ts'
import type { Desk } from './desk.ts'
import { openElectronDesk } from '../electron/desk.ts'

interface Fixtures {
  /** Environment for the server of this test; set with `test.use({ serverEnv: … })`. */
  readonly serverEnv: Readonly<Record<string, string>>
  readonly centre: Centre
  /** Opens a desk for a demo agent: in Electron or in Chromium, after the project's name. */
  readonly openDesk: (username: string) => Promise<Desk>
}

export const test = base.extend<Fixtures>({
  serverEnv: [{}, { option: true }],
  centre: async ({ serverEnv }, use, testInfo) => {
    const centre = await startCentre(serverEnv)
    await use(centre)
    if (testInfo.status !== testInfo.expectedStatus) {
      await testInfo.attach('server log', { body: centre.log(), contentType: 'text/plain' })
    }
    await centre.close()
  },
  openDesk: async ({ centre }, use, testInfo) => {
    const open = testInfo.project.name === 'electron' ? openElectronDesk : openWebDesk
    const desks: Desk[] = []
    await use(async (username) => {
      const desk = await open(centre.url, username)
      desks.push(desk)
      return desk
    })
    await Promise.all(desks.map((desk) => desk.close()))
  },
})

export { expect } from '@playwright/test'
