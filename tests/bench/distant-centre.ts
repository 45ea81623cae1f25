import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Centre, type SandboxLine } from '../e2e/harness/centre.ts'
import { startProgram } from './program.ts'
import { openSlowLink, type SlowLink } from './slow-link.ts'

/** A contact centre whose server and sandbox are as far from one another as the bench says. */
export interface DistantCentre {
  readonly centre: Centre
  /** How late REST requests, webhooks and their answers arrive from now on. */
  delay(ms: number): void
  /** The address of another application for Twilio, which is as far away. */
  addressFor(application: string): Promise<string>
}

/**
 * Server and sandbox as programs of their own, with a link in between for each side's requests. The desk's own
 * connections to both, signalling and media do not pass there.
 */
export async function startDistantCentre(
  env: Readonly<Record<string, string>>,
  opened: AsyncDisposableStack,
): Promise<DistantCentre> {
  const dataFolder = await mkdtemp(join(tmpdir(), 'cordboard-bench-'))
  opened.defer(() => rm(dataFolder, { recursive: true, force: true }))
  const sandbox = await startProgram<SandboxLine>('server/sandbox/main.ts')
  opened.defer(() => sandbox.close())
  const links: SlowLink[] = []
  const openLink = async () => {
    const link = await openSlowLink()
    opened.defer(() => link.close())
    links.push(link)
    return link
  }
  const [rest, webhooks] = [await openLink(), await openLink()]
  rest.leadTo(sandbox.line.baseUrl)
  const server = await startProgram<{ readonly server: string }>('tests/bench/tied-server.ts', [], {
    CORDBOARD_PORT: '0',
    CORDBOARD_DATA: dataFolder,
    CORDBOARD_PUBLIC_URL: webhooks.url,
    CORDBOARD_DEV_SANDBOX: JSON.stringify({ ...sandbox.line, baseUrl: rest.url }),
    ...env,
  })
  opened.defer(() => server.close())
  webhooks.leadTo(server.line.server)
  const ready = { server: server.line.server, sandbox: sandbox.line }
  return {
    // Its parts are closed with the stage.
    centre: new Centre(ready, dataFolder, [], async () => undefined),
    delay: (ms) => links.forEach((link) => link.delay(ms)),
    async addressFor(application) {
      const link = await openLink()
      link.leadTo(application)
      return link.url
    },
  }
}
