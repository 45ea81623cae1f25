import { once } from 'node:events'
import { connect, createServer, type AddressInfo, type Socket } from 'node:net'
import { setTimeout } from 'node:timers/promises'

/**
 * A way to a server on this machine that is as long as one over the internet: whatever passes arrives later, in both
 * directions. Connections stay open as long as both ends want, and what travels at the same time waits at the same time.
 * Opening a connection costs nothing extra.
 */
export interface SlowLink {
  readonly url: string
  /** Where connections go. Until it is said, they wait. */
  leadTo(url: string): void
  /** How late everything arrives from now on, in each direction. */
  delay(ms: number): void
  close(): Promise<void>
}

type Wait = (ms: number) => Promise<unknown>

export async function openSlowLink(wait: Wait = (ms) => setTimeout(ms)): Promise<SlowLink> {
  const target = Promise.withResolvers<URL>()
  let delayMs = 0
  const sockets = new Set<Socket>()
  // Each end may close its own direction first.
  const ends = { allowHalfOpen: true, noDelay: true }
  const late = () => (delayMs === 0 ? Promise.resolve() : wait(delayMs))
  const keep = (socket: Socket) => {
    sockets.add(socket)
    // Its end comes as a `close` too.
    socket.on('error', () => undefined).once('close', () => sockets.delete(socket))
  }
  const lead = async (near: Socket) => {
    keep(near)
    const { port, hostname } = await target.promise
    const far = connect({ ...ends, port: Number(port), host: hostname })
    keep(far)
    carry(near, far, late)
    carry(far, near, late)
  }
  const server = createServer(ends, (near) => void lead(near))
  await once(server.listen(0, '127.0.0.1'), 'listening')
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}`,
    leadTo: (url) => target.resolve(new URL(url)),
    delay: (ms) => void (delayMs = ms),
    async close() {
      for (const socket of sockets) socket.destroy()
      await once(server.close(), 'close')
    },
  }
}

/** One direction. Each piece is late from its own arrival, and none overtakes another. */
function carry(from: Socket, to: Socket, late: () => Promise<unknown>): void {
  let before: Promise<unknown> = Promise.resolve()
  const then = (act: () => void) => {
    const due = late()
    before = before.then(() => due).then(act)
  }
  from.on('data', (piece) => then(() => to.writable && to.write(piece)))
  from.once('end', () => then(() => to.end()))
  from.once('close', () => {
    if (!from.readableEnded) then(() => to.destroy())
  })
}
