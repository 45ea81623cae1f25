import { X509Certificate } from 'node:crypto'
import { isIP } from 'node:net'

/** A certificate as Electron gives it: PEM, and its issuer as the other side names it. */
export interface ShownCertificate {
  readonly data: string
  readonly issuerCert?: ShownCertificate | undefined
}

const SERVER_AUTH = '1.3.6.1.5.5.7.3.1'
const MAX_CHAIN_LENGTH = 8

/** Reads the certificates of a PEM file. Throws if the file has no certificate, or one that is not a certificate authority. */
export function readAuthorities(pem: string): readonly X509Certificate[] {
  const blocks = pem.match(/-----BEGIN CERTIFICATE-----[\s\S]+?-----END CERTIFICATE-----/gu) ?? []
  const found = blocks.map((block) => new X509Certificate(block))
  if (found.length === 0) throw new Error('holds no certificate')
  if (!found.every(({ ca }) => ca)) throw new Error('holds a certificate that is no authority')
  return found
}

/**
 * Whether a certificate chain leads to one of the authorities. Call it for a chain whose only error is an unknown
 * root. Chromium reports only its worst error, so name, dates, purpose and every signature are checked here. Name
 * constraints and path length are not: an authority in the file is trusted completely.
 *
 * @param now milliseconds since 1970
 */
export function isIssuedByOneOf(
  authorities: readonly X509Certificate[],
  shown: ShownCertificate,
  hostname: string,
  now: number,
): boolean {
  const chain = chainOf(shown)
  const [leaf] = chain
  if (leaf === undefined || !matchesHost(leaf, hostname) || !isForServers(leaf)) return false
  for (const [index, certificate] of chain.entries()) {
    if (!isCurrent(certificate, now)) return false
    const issuer = authorities.find((authority) => isIssuerOf(authority, certificate))
    if (issuer !== undefined) return isCurrent(issuer, now)
    const next = chain[index + 1]
    if (next === undefined || !next.ca || !isIssuerOf(next, certificate)) return false
  }
  return false
}

function chainOf(shown: ShownCertificate): readonly X509Certificate[] {
  const chain: X509Certificate[] = []
  let at: ShownCertificate | undefined = shown
  while (at !== undefined && chain.length < MAX_CHAIN_LENGTH) {
    chain.push(new X509Certificate(at.data))
    // A root is its own issuer.
    at = at.issuerCert?.data === at.data ? undefined : at.issuerCert
  }
  return chain
}

function matchesHost(leaf: X509Certificate, hostname: string): boolean {
  const bare = hostname.replace(/^\[|\]$/gu, '')
  return (isIP(bare) === 0 ? leaf.checkHost(bare) : leaf.checkIP(bare)) !== undefined
}

/** A certificate that lists purposes must list this one. The cast: Node gives undefined for none. */
function isForServers({ keyUsage }: X509Certificate): boolean {
  const purposes = keyUsage as readonly string[] | undefined
  return purposes === undefined || purposes.includes(SERVER_AUTH)
}

function isCurrent({ validFrom, validTo }: X509Certificate, now: number): boolean {
  return Date.parse(validFrom) <= now && now <= Date.parse(validTo)
}

function isIssuerOf(issuer: X509Certificate, certificate: X509Certificate): boolean {
  return certificate.checkIssued(issuer) && certificate.verify(issuer.publicKey)
}
