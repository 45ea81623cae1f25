import { createServer } from 'node:net'

/** The usual port when it is free, else another one. */
export async function findFreePort(usual) {
  return (await listen(usual)) ?? listen(0)
}

/** The port when a program can listen there (0: any), or null. */
function listen(port) {
  return new Promise((resolve) => {
    const probe = createServer()
    probe.once('error', () => resolve(null))
    probe.listen(port, '127.0.0.1', () => {
      const found = probe.address().port
      probe.close(() => resolve(found))
    })
  })
}
