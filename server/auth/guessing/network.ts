import ipaddr from 'ipaddr.js'

/**
 * The network that an address is counted with: an IPv4 address alone, and the first 64 bits of an IPv6 address, because
 * anybody who has one has all that begin so. What is no address is a network of its own.
 */
export function networkOf(address: string): string {
  if (!ipaddr.isValid(address)) return address
  const parsed = ipaddr.process(address)
  if (parsed.kind() === 'ipv4') return parsed.toString()
  return ipaddr.IPv6.networkAddressFromCIDR(`${parsed.toString()}/64`).toString()
}
