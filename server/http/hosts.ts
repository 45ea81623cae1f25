import { isIP } from 'node:net'

/** Names under which a machine reaches itself. They lead nowhere else, whatever a name server says. */
const LOOPBACK = ['localhost', '127.0.0.1', '[::1]']

/** Where the server may be looked for. */
export interface HostSettings {
  /** What it listens on. */
  readonly host: string
  /** Names given by setting, without a port. */
  readonly hosts: readonly string[]
  /** The address for everything; null where none is, or where it is for webhooks alone. */
  readonly publicUrl: string | null
}

/** The name in a Host header, in small letters, without its port. */
export function hostName(header: string | undefined): string {
  return (header ?? '')
    .trim()
    .toLowerCase()
    .replace(/\.?(?::\d*)?$/u, '')
}

/**
 * The names under which the server answers: an attacker's page that lets its own name point at this machine (DNS rebinding)
 * still sends that name.
 */
export function allowedHosts({ host, hosts, publicUrl }: HostSettings): ReadonlySet<string> {
  const listening = isIP(host) === 6 ? `[${host}]` : host
  const known = publicUrl === null ? [] : [new URL(publicUrl).hostname]
  return new Set([...LOOPBACK, listening, ...hosts, ...known].map((name) => name.toLowerCase()))
}

/** Whether only this machine reaches what listens there. */
export function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || host.startsWith('127.')
}
