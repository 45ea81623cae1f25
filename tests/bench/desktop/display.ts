import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import type { Readable } from 'node:stream'

/** Where windows are opened. */
export interface Display {
  readonly env: Readonly<Record<string, string>>
  close(): Promise<void>
}

/** The screen that is there, or a virtual one where a Linux machine has none. */
export async function openDisplay(): Promise<Display> {
  if (process.platform !== 'linux' || process.env['DISPLAY']) {
    return { env: {}, close: () => Promise.resolve() }
  }
  const args = ['-displayfd', '3', '-screen', '0', '1280x1024x24', '-nolisten', 'tcp']
  const child = spawn('Xvfb', args, { stdio: ['ignore', 'ignore', 'ignore', 'pipe'] })
  const [number] = (await once(createInterface({ input: child.stdio[3] as Readable }), 'line')) as [
    string,
  ]
  return {
    env: { DISPLAY: `:${number}` },
    async close() {
      const gone = once(child, 'exit')
      child.kill('SIGTERM')
      await gone
    },
  }
}
