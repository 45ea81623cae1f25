import { app } from 'electron'
import type { PolicyFault } from '../contract/program.ts'
import type { Log } from './log.ts'
import { openIntegrationPort } from './services/integration/integration-port.ts'
import { wantedPort } from './services/integration/wanted-port.ts'
import type { Links } from './services/links/links.ts'
import type { Policy } from './services/policy/policy.ts'
import type { Front } from './windows/front.ts'

export interface Integration {
  /** What the policy asks for and cannot have, such as a port that is taken. */
  faults(): readonly PolicyFault[]
  close(): void
}

/** Lets a CRM beside the phone fill in the dialler, where a policy says so; otherwise nothing listens. */
export function openIntegration(parts: {
  readonly policy: Policy
  readonly links: Pick<Links, 'number'>
  readonly front: Pick<Front, 'inCall'>
  readonly log: Log
}): Integration {
  const { policy, links, front, log } = parts
  const faults: PolicyFault[] = []

  function fault(why: string): null {
    const told = { where: policy.from['integration.port'] ?? '', key: 'integration.port', why }
    faults.push(told)
    log.warn(told, 'integration port not opened')
    return null
  }

  async function open(): Promise<{ close(): void } | null> {
    const wanted = wantedPort(policy.values)
    if (wanted.kind === 'none') return null
    if (wanted.kind === 'nobody') {
      return fault('lets nobody speak without integration.origins or integration.programs')
    }
    const phone = { version: app.getVersion(), fill: links.number, onCall: front.inCall }
    const opened = await openIntegrationPort({ ...wanted, phone, now: () => performance.now() })
    if (opened.kind === 'taken') {
      return fault(`cannot be had (${opened.why}): does another program listen there?`)
    }
    log.info({ port: opened.port }, 'integration port open')
    return opened
  }

  const opening = open()
  return {
    faults: () => faults,
    close: () => void opening.then((opened) => opened?.close()),
  }
}
