import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { z } from 'zod'

const description = z.looseObject({ baseUrl: z.url() })

/** The sandbox of a packed program, by a Node of this machine: Electron's own may be older than it needs. */
export async function openPackedSandbox(
  folder: string,
): Promise<{ readonly url: string; close(): Promise<void> }> {
  const child = spawn(process.execPath, [join(folder, 'sandbox.js')], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const gone = once(child, 'exit')
  const [line] = (await once(createInterface({ input: child.stdout }), 'line')) as [string]
  return {
    url: description.parse(JSON.parse(line)).baseUrl,
    async close() {
      child.kill('SIGTERM')
      await gone
    },
  }
}
