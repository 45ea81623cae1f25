import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { chromium, expect, type Page } from '@playwright/test'
import { agentSpeech } from '../harness/chromium.ts'
import { Desk } from '../harness/desk.ts'
import { tapRemoteAudio } from '../harness/listening.ts'
import { desktopEnvironment, switches } from './launch.ts'

interface Packed {
  readonly serverUrl: string
  readonly userData: string
  /** A demo account that is signed in at once. */
  readonly demo?: string
  readonly env?: Readonly<Record<string, string>>
  /** A command that runs the program in its place, such as one that watches it. */
  readonly under?: readonly string[]
}

/**
 * The window of the packed program. Its fuses disable Node’s inspector, by which Playwright controls Electron
 * otherwise; so only its page is controlled, through Chromium’s own port.
 */
export async function openPackedPage(
  executable: string,
  { demo, env, under = [], ...packed }: Packed,
): Promise<{ readonly page: Page; close(): Promise<void> }> {
  const [command = executable, ...args] = [...under, executable, ...switches(agentSpeech)]
  const child = spawn(command, [...args, '--remote-debugging-port=0'], {
    env: {
      ...desktopEnvironment(packed),
      ...(demo === undefined ? {} : { CORDBOARD_DEMO: demo }),
      ...env,
    },
    stdio: 'ignore',
  })
  const gone = once(child, 'exit')
  const portFile = join(packed.userData, 'DevToolsActivePort')
  await expect.poll(() => existsSync(portFile), { timeout: 30_000 }).toBe(true)
  const [port] = readFileSync(portFile, 'utf8').split('\n')
  const browser = await chromium.connectOverCDP(`http://127.0.0.1:${port}`)
  // The hidden ring window may be the first to be open.
  const windows = (): Page[] => browser.contexts().flatMap((context) => context.pages())
  const main = (): Page | undefined => windows().find((each) => each.url().includes('/index.html'))
  await expect.poll(() => main() !== undefined, { timeout: 30_000 }).toBe(true)
  const page = main()
  if (page === undefined) throw new Error('the packed program has no window')
  return {
    page,
    async close() {
      await browser.close()
      child.kill('SIGKILL')
      await gone
    },
  }
}

/** The packed program, signed in as a demo agent. */
export async function openPackedDesk(
  executable: string,
  packed: Omit<Packed, 'demo'>,
): Promise<Desk> {
  const { page, close } = await openPackedPage(executable, { ...packed, demo: 'ada' })
  await page.addInitScript(tapRemoteAudio)
  await page.reload()
  return new Desk(page, close)
}
