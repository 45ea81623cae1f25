import type { NetworkAddress } from '../domain/model/connection-state.ts'

const standardPorts: Readonly<Record<string, number>> = {
  'https:': 443,
  'wss:': 443,
  'http:': 80,
  'ws:': 80,
}

/** Host and port of an absolute URL; null for anything else. */
export function addressOfUrl(url: string): NetworkAddress | null {
  const parsed = URL.parse(url)
  if (parsed === null || parsed.hostname === '') return null
  const port = parsed.port === '' ? standardPorts[parsed.protocol] : Number(parsed.port)
  return port === undefined ? null : { host: parsed.hostname, port }
}
