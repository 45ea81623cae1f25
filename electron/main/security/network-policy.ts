import { assertNever } from '../../../server/contract/assert-never.ts'
import { readFileSync } from 'node:fs'
import type { ProxyConfig, Session } from 'electron'
import type { PolicyValues } from '../../policy/policies.ts'
import { reasonOf, type Log } from '../log.ts'
import { isIssuedByOneOf, readAuthorities } from './extra-authorities.ts'

/** Chromium’s own result applies. */
const USE_CHROMIUM_VERDICT = -3
const TRUSTED = 0
/** `net::ERR_CERT_AUTHORITY_INVALID`: the only error that an authority of IT can fix. */
const AUTHORITY_UNKNOWN = -202

/** Sets the proxy of a session, and the certificate authorities that it trusts, from the policy. */
export async function applyNetworkPolicy(
  session: Session,
  policy: PolicyValues,
  log: Log,
): Promise<void> {
  const proxy = proxyOf(policy)
  if (proxy !== null) await session.setProxy(proxy)
  const file = policy['network.caFile']
  if (file !== undefined) trustAuthorities(session, file, log)
}

/** The proxy in Electron’s terms; null if the policy leaves it to the system. */
export function proxyOf(policy: PolicyValues): ProxyConfig | null {
  const { 'proxy.server': server, 'proxy.pacUrl': pacScript } = policy
  const mode = policy['proxy.mode']
  switch (mode) {
    case 'direct':
      return { mode: 'direct' }
    case 'fixed':
      return server === undefined
        ? null
        : {
            mode: 'fixed_servers',
            proxyRules: server,
            proxyBypassRules: policy['proxy.bypass'] ?? '',
          }
    case 'pac':
      return pacScript === undefined ? null : { mode: 'pac_script', pacScript }
    case 'system':
    case undefined:
      return null
    default:
      return assertNever(mode)
  }
}

function trustAuthorities(session: Session, file: string, log: Log): void {
  let authorities
  try {
    authorities = readAuthorities(readFileSync(file, 'utf8'))
  } catch (error) {
    log.error({ file, reason: reasonOf(error) }, 'certificate authorities not readable')
    return
  }
  log.info({ file, count: authorities.length }, 'certificate authorities trusted')
  session.setCertificateVerifyProc(({ errorCode, hostname, certificate }, decide) => {
    const trusted =
      errorCode === AUTHORITY_UNKNOWN &&
      isIssuedByOneOf(authorities, certificate, hostname, Date.now())
    decide(trusted ? TRUSTED : USE_CHROMIUM_VERDICT)
  })
}
