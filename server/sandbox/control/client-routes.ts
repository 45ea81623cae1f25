import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import type { Devices } from '../signalling/devices.ts'
import type { WorkerSockets } from '../taskrouter/bridge/worker-sockets.ts'
import { ControlError, parse } from './control-error.ts'

const path = z.object({ name: z.string().min(1) })

/** `/devices` and `/workers`: who is connected, and breaking it. */
export function mountClientRoutes(
  app: FastifyInstance,
  clients: {
    readonly devices: Pick<Devices, 'list' | 'disconnect' | 'expireTokens'>
    readonly workers: WorkerSockets
  },
): void {
  const { devices, workers } = clients
  const act = (address: string, run: (name: string) => number) => {
    app.post(address, (request, reply) => {
      const { name } = parse(path, request.params)
      const sockets = run(name)
      if (sockets === 0) throw new ControlError('no-such-client', `${name} is not connected.`)
      return reply.send({ sockets })
    })
  }
  app.get('/devices', (_request, reply) => reply.send({ devices: devices.list() }))
  act('/devices/:name/disconnect', (identity) => devices.disconnect(identity))
  act('/devices/:name/expire-token', (identity) => devices.expireTokens(identity))
  app.get('/workers', (_request, reply) => reply.send({ workers: workers.list() }))
  act('/workers/:name/disconnect', (worker) => workers.disconnect(worker))
  act('/workers/:name/expire-token', (worker) => workers.expireTokens(worker))
}
