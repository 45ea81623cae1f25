import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from '@playwright/test'
import { readTraffic } from './watch-traffic.ts'

const hex = (text: string): string =>
  [...Buffer.from(text, 'latin1')]
    .map((byte) => `\\x${byte.toString(16).padStart(2, '0')}`)
    .join('')
const question = hex('\x12\x34\x01\0\0\x01\0\0\0\0\0\0\x04desk\x07example\0\0\x01\0\x01')
const inet = (address: string, port: number): string =>
  `{sa_family=AF_INET, sin_port=htons(${port}), sin_addr=inet_addr("${hex(address)}")}, 16`
const inet6 = (address: string, port: number): string =>
  `{sa_family=AF_INET6, sin6_port=htons(${port}), sin6_flowinfo=htonl(0), inet_pton(AF_INET6, "${hex(address)}", &sin6_addr), sin6_scope_id=0}, 28`

/** As strace writes them, on Linux 6. */
const samples: readonly (readonly [
  string,
  readonly string[],
  { readonly names?: readonly string[]; readonly addresses?: readonly string[] },
])[] = [
  [
    'a name that is asked for',
    [
      `7 connect(20<UDP:[0.0.0.0:21062]>, ${inet('10.0.0.53', 53)}) = 0`,
      `7 sendto(20<UDP:[0.0.0.0:21062]>, "${question}", 30, 0, NULL, 0) = 30`,
    ],
    { names: ['desk.example'] },
  ],
  [
    'a name that the C library asks for',
    [
      `7 sendmmsg(84<UDP:[192.0.2.2:47525->10.0.0.53:53]>, [{msg_hdr={msg_name=NULL, msg_iov=[{iov_base="${question}", iov_len=30}]}}], 1, MSG_NOSIGNAL) = 1`,
    ],
    { names: ['desk.example'] },
  ],
  [
    'a connection',
    [`7 connect(3<TCP:[4711]>, ${inet('192.0.2.9', 443)} <unfinished ...>`],
    { addresses: ['192.0.2.9'] },
  ],
  [
    'a connection by IPv6',
    [`7 connect(3<TCPv6:[4711]>, ${inet6('2001:db8::9', 443)}) = 0`],
    { addresses: ['2001:db8::9'] },
  ],
  [
    'a packet',
    [`7 sendto(9<UDP:[0.0.0.0:4000]>, "${hex('x')}", 1, 0, ${inet('192.0.2.9', 3478)}) = 1`],
    { addresses: ['192.0.2.9'] },
  ],
  [
    'a packet of a connected socket',
    [
      `7 connect(18<UDPv6:[[::]:4001]>, ${inet6('2001:db8::9', 443)}) = 0`,
      `7 sendto(18<UDPv6:[[::]:4001]>, "${hex('x')}", 1, 0, NULL, 0) = 1`,
    ],
    { addresses: ['2001:db8::9'] },
  ],
  ['nothing that is sent', [`7 connect(18<UDPv6:[167413]>, ${inet6('2001:db8::9', 443)}) = 0`], {}],
  ['this computer', [`7 connect(3<TCP:[4711]>, ${inet('127.0.0.1', 4400)}) = 0`], {}],
]

for (const [what, lines, traffic] of samples) {
  test(`of what a watcher has noted down is read: ${what}`, () => {
    const folder = mkdtempSync(join(tmpdir(), 'cordboard-traffic-'))
    const file = join(folder, 'notes')
    writeFileSync(file, lines.join('\n'))
    expect(readTraffic(file)).toEqual({ names: [], addresses: [], ...traffic })
    rmSync(folder, { recursive: true })
  })
}
