import ipaddr from 'ipaddr.js'

/**
 * The network that an address counts for: an IPv4 address itself, and the first 64 bits of an IPv6 address, because one
 * customer gets all addresses that begin so. Any other text stands for itself.
 */
export function networkOf(address: string): string {
  if (!ipaddr.isValid(address)) return address
  const parsed = ipaddr.process(address)
  if (parsed.kind() === 'ipv4') return parsed.toString()
  return ipaddr.IPv6.networkAddressFromCIDR(`${parsed.toString()}/64`).toString()
}
