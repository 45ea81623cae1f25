import type { Page } from '@playwright/test'

/** Every process of the browser that a page is in. */
export async function findProcesses(page: Page): Promise<readonly number[]> {
  const browser = page.context().browser()
  if (browser === null) throw new Error('The page is in no browser of its own.')
  const session = await browser.newBrowserCDPSession()
  const { processInfo } = await session.send('SystemInfo.getProcessInfo')
  return processInfo.map(({ id }) => id)
}

/** The machine loses its power: nothing says goodbye. */
export function kill(processes: readonly number[]): void {
  send(processes, 'SIGKILL')
}

/** The machine is cut off, and has its network again as soon as the answer is called. */
export function cutOff(processes: readonly number[]): () => void {
  send(processes, 'SIGSTOP')
  return () => send(processes, 'SIGCONT')
}

function send(processes: readonly number[], signal: NodeJS.Signals): void {
  for (const id of processes) {
    try {
      process.kill(id, signal)
    } catch {
      // It has ended with the one before it.
    }
  }
}
