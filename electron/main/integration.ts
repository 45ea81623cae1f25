import { app } from 'electron'
import type { PolicyFailure } from '../contract/program.ts'
import type { Log } from './log.ts'
import { openIntegrationPort } from './services/integration/integration-port.ts'
import { readPortPolicy } from './services/integration/port-policy.ts'
import type { Links } from './services/links/links.ts'
import type { Policy } from './services/policy/policy.ts'
import type { DesktopWindows } from './windows/desktop-windows.ts'

export interface Integration {
  /** What the policy asks for but cannot get, such as a port that is in use. */
  failures(): readonly PolicyFailure[]
  close(): void
}

/** Lets a CRM on this computer fill in the dialler, if a policy allows it; otherwise nothing listens. */
export function openIntegration(deps: {
  readonly policy: Policy
  readonly links: Pick<Links, 'fillNumber'>
  readonly windows: Pick<DesktopWindows, 'isInCall'>
  readonly log: Log
}): Integration {
  const { policy, links, windows, log } = deps
  const failures: PolicyFailure[] = []

  function addFailure(why: string): null {
    const told = { where: policy.from['integration.port'] ?? '', key: 'integration.port', why }
    failures.push(told)
    log.warn(told, 'integration port not opened')
    return null
  }

  async function open(): Promise<{ close(): void } | null> {
    const portPolicy = readPortPolicy(policy.values)
    if (portPolicy.kind === 'none') return null
    if (portPolicy.kind === 'no-callers') {
      return addFailure('lets nobody speak without integration.origins or integration.programs')
    }
    const phone = { version: app.getVersion(), fill: links.fillNumber, onCall: windows.isInCall }
    const opened = await openIntegrationPort({ ...portPolicy, phone, now: () => performance.now() })
    if (opened.kind === 'taken') {
      return addFailure(`cannot be had (${opened.why}): does another program listen there?`)
    }
    log.info({ port: opened.port }, 'integration port open')
    return opened
  }

  const opening = open()
  return {
    failures: () => failures,
    close: () => void opening.then((opened) => opened?.close()),
  }
}
