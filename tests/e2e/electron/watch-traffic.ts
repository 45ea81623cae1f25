import { readFileSync } from 'node:fs'

/** The command in front of a program that records where it, and every process that it starts, sends to. */
export function watching(file: string): readonly string[] {
  // `-D`: the program is our child, and not the watcher. `-yy -xx`: what is behind a number, and plain bytes.
  const calls = 'connect,sendto,sendmsg,sendmmsg'
  const how = ['-D', '-f', '-yy', '-xx', '--seccomp-bpf', '-q', '-s', '600']
  return ['strace', ...how, '-e', `trace=${calls}`, '-o', file]
}

export interface Traffic {
  /** The names that were resolved. */
  readonly names: readonly string[]
  /** The addresses to which something was sent or a connection was opened, without this computer’s own. */
  readonly addresses: readonly string[]
}

/** The records so far. */
export function readTraffic(file: string): Traffic {
  const [names, addresses] = [new Set<string>(), new Set<string>()]
  const connected = new Map<string, Peer>()
  for (const line of readFileSync(file, 'utf8').split('\n')) {
    const [, call = '', kind = '', socket = '', rest = ''] =
      /(connect|send\w+)\(\d+<(UDP|TCP)(?:v6)?:\[([^\]]*(?:\][^\]]*)*?)\]>, (.*)/u.exec(line) ?? []
    if (call === '') continue
    const told = peerIn(rest) ?? peerOf(socket) ?? connected.get(socket)
    if (call === 'connect' && told !== undefined) connected.set(socket, told)
    // A connected UDP socket has sent nothing yet: so a computer finds out its own address.
    if (told === undefined || (call === 'connect' && kind === 'UDP')) continue
    if (told.port === 53) for (const name of questionsIn(rest)) names.add(name)
    else if (!isOwn(told.address)) addresses.add(told.address)
  }
  return { names: [...names], addresses: [...addresses] }
}

interface Peer {
  readonly address: string
  readonly port: number
}

/** The address that a call was given. */
function peerIn(text: string): Peer | undefined {
  const found = /sin6?_port=htons\((\d+)\).*?(?:inet_addr\(|inet_pton\(AF_INET6, )"([^"]*)"/u.exec(
    text,
  )
  if (found === null) return undefined
  return { port: Number(found[1]), address: bytesOf(found[2] ?? '').toString('latin1') }
}

/** The other end of a socket, where the watcher knows it: `10.0.0.2:4711->10.0.0.3:53`. */
function peerOf(socket: string): Peer | undefined {
  const found = /->\[?([^\]]*?)\]?:(\d+)$/u.exec(socket)
  return found === null ? undefined : { address: found[1] ?? '', port: Number(found[2]) }
}

function isOwn(address: string): boolean {
  return /^(?:::ffff:)?127\.|^::1$|^0\.0\.0\.0$|^::$/u.test(address)
}

/** The names that are asked for in DNS messages (RFC 1035, 4.1): twelve bytes, then labels with their lengths. */
function questionsIn(text: string): readonly string[] {
  return [...text.matchAll(/"((?:\\x[\da-f]{2})+)"/gu)]
    .map((found) => bytesOf(found[1] ?? ''))
    .filter((message) => message.length > 12 && message.readUInt16BE(4) === 1)
    .map((message) => {
      const labels: string[] = []
      let at = 12
      for (let length = message[at] ?? 0; length > 0; length = message[at] ?? 0) {
        labels.push(message.toString('latin1', at + 1, at + 1 + length))
        at += length + 1
      }
      return labels.join('.')
    })
}

function bytesOf(escaped: string): Buffer {
  return Buffer.from(escaped.replaceAll(String.raw`\x`, ''), 'hex')
}
