import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

/** An application whose assignment callback answers every Reservation with this instruction. */
export async function instructs(instruction: object) {
  const app = createServer((_request, response) => {
    response.setHeader('content-type', 'application/json')
    response.end(JSON.stringify(instruction))
  })
  await new Promise<void>((resolve) => app.listen(0, '127.0.0.1', resolve))
  // A server that listens on a port has an address of this form.
  const { port } = app.address() as AddressInfo
  return { callBack: `http://127.0.0.1:${port}/`, close: () => void app.close() }
}
