import { createServer } from 'node:net'

/** The usual port on loopback, or a free one if it is taken. */
export async function findPort(usual: number): Promise<number> {
  return (await listenAt(usual)) ?? (await listenAt(0)) ?? usual
}

/** Listens for a moment; null if the port is taken. */
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
