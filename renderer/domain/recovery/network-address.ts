/** Where a connection goes, as a firewall's rules say it. */
export interface NetworkAddress {
  readonly host: string
  readonly port: number
}
