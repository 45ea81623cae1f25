import { createServer } from 'node:net'

/** The usual port of loopback, or a free one where it is taken. */
export async function findPort(usual: number): Promise<number> {
  return (await listenAt(usual)) ?? (await listenAt(0)) ?? usual
}

/** Listens for a moment; null where the port is taken. */
function listenAt(port: number): Promise<number | null> {
  return new Promise((resolve) => {
    const probe = createServer()
    probe.once('error', () => resolve(null))
    probe.listen(port, '127.0.0.1', () => {
      const address = probe.address()
      probe.close(() =>
        resolve(typeof address === 'object' && address !== null ? address.port : null),
      )
    })
  })
}
