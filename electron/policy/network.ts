/** One row of the network table: a connection of an agent’s computer. */
export interface NetworkRow {
  /** The other side, as people read it. */
  readonly to: string
  /** Host names that are the same everywhere; `*.` stands for one or more labels. */
  readonly hosts: readonly string[]
  /** IPv4 ranges, in CIDR notation. */
  readonly ranges: readonly string[]
  readonly protocol: string
  readonly purpose: string
  readonly byProxy: boolean
}

function row(
  to: string,
  protocol: string,
  purpose: string,
  rest: Partial<Pick<NetworkRow, 'hosts' | 'ranges' | 'byProxy'>> = {},
): NetworkRow {
  return { to, protocol, purpose, hosts: [], ranges: [], byProxy: true, ...rest }
}

const https = 'TCP 443, HTTPS'
const both = 'TCP 443, HTTPS and WSS'

/**
 * Every connection of an agent’s computer. The table in deployment.md is made from it, and a test checks that the
 * packed program makes no other. Source: Twilio, *Voice SDKs Network Connectivity Requirements*; GitHub for its
 * releases.
 */
const networkRows: readonly NetworkRow[] = [
  row('your Cordboard server', both, 'sign-in, calls, presence'),
  row(
    '`voice-js.roaming.twilio.com`; with a fixed edge `voice-js.<edge>.twilio.com`',
    'TCP 443, WSS',
    'Voice signalling',
    { hosts: ['voice-js.*.twilio.com'] },
  ),
  row(
    '`168.86.128.0/18`',
    'UDP 10,000–60,000, from any local port',
    'Voice media: ICE, STUN, SRTP',
    { ranges: ['168.86.128.0/18'], byProxy: false },
  ),
  row('`*.twilio.com` (`event-bridge.twilio.com`)', both, 'TaskRouter’s Worker', {
    hosts: ['*.twilio.com'],
  }),
  row('`eventgw.twilio.com`', https, 'Voice Insights; calls work without it', {
    hosts: ['eventgw.twilio.com'],
  }),
  row(
    'your update server, or `github.com`, `objects.githubusercontent.com` and `release-assets.githubusercontent.com`',
    https,
    'updates',
    {
      hosts: [
        'github.com',
        'objects.githubusercontent.com',
        'release-assets.githubusercontent.com',
      ],
    },
  ),
  row(
    'the hosts of the policy `server.music`',
    https,
    'whether Twilio can play it; only where this computer is the server',
    { byProxy: false },
  ),
  row('your name server', 'UDP and TCP 53, as the system says', 'the addresses of these names', {
    byProxy: false,
  }),
]

/** Whether the table contains a host, which is a name or an IPv4 address. */
export function isNamed(host: string): boolean {
  return networkRows.some(
    ({ hosts, ranges }) =>
      hosts.some((pattern) => matchesHost(pattern, host)) ||
      ranges.some((range) => isInRange(range, host)),
  )
}

function matchesHost(pattern: string, host: string): boolean {
  const labels = pattern.split('*').map((part) => part.replaceAll('.', String.raw`\.`))
  return new RegExp(`^${labels.join(String.raw`[\w-]+(?:\.[\w-]+)*`)}$`, 'iu').test(host)
}

function isInRange(range: string, address: string): boolean {
  const [base = '', bits = ''] = range.split('/')
  const [from, given] = [numberOf(base), numberOf(address)]
  if (from === null || given === null) return false
  const size = 2 ** (32 - Number(bits))
  return Math.floor(from / size) === Math.floor(given / size)
}

/** An IPv4 address as a number; null for everything else. */
function numberOf(address: string): number | null {
  if (!/^\d{1,3}(?:\.\d{1,3}){3}$/u.test(address)) return null
  return address.split('.').reduce((sum, part) => sum * 256 + Number(part), 0)
}

/** The table in resources/docs/deployment.md. */
export function networkTable(): string {
  const head = '| to | protocol | for | by proxy |\n| --- | --- | --- | --- |'
  const rows = networkRows.map(
    ({ to, protocol, purpose, byProxy }) =>
      `| ${to} | ${protocol} | ${purpose} | ${byProxy ? 'yes' : 'no'} |`,
  )
  return [head, ...rows].join('\n')
}
