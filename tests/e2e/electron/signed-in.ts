import { expect } from '@playwright/test'
import { launchDesktop, type LaunchedDesktop, type LaunchOptions } from './launch.ts'
import { startSmallServer, type SmallServer } from './small-server.ts'

export interface SignedIn {
  readonly desktop: LaunchedDesktop
  readonly server: SmallServer
  close(): Promise<void>
}

/** The desktop, signed in to a server that only has sessions: enough for everything but calls. */
export async function openSignedIn(options: Partial<LaunchOptions> = {}): Promise<SignedIn> {
  const server = await startSmallServer()
  const desktop = await launchDesktop({ serverUrl: server.url, ...options })
  const { page } = desktop
  await page.getByRole('textbox', { name: 'Username' }).fill('ada')
  await page.getByRole('textbox', { name: 'Password' }).fill('cordboard')
  await page.getByRole('button', { name: 'Sign in' }).click()
  await expect(page.getByRole('button', { name: 'Account' })).toBeVisible()
  return {
    desktop,
    server,
    async close() {
      await desktop.close()
      await server.close()
    },
  }
}
