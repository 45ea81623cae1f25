import type { FastifyInstance } from 'fastify'
import { createSandboxState } from '../sandbox-state.ts'
import type { StateDeps } from '../sandbox-state.ts'
import { mountClientRoutes } from './client-routes.ts'
import { mountDeadClientRoutes } from './dead-client-routes.ts'
import { mountLimitRoutes } from './limit-routes.ts'
import { mountMediaFaultRoutes } from './faults/media-fault-routes.ts'
import { mountReservationRoutes } from './reservation-routes.ts'
import { mountSigningRoutes } from './signing-routes.ts'
import { mountStateRoutes } from './state-routes.ts'

/** The routes that need the whole sandbox: its state, its clients, its calls. */
export function sandboxRoutes(deps: StateDeps): readonly ((app: FastifyInstance) => void)[] {
  const { account, devices, taskRouter, telephony, mediaFaults } = deps
  const { calls, limits } = telephony.services
  const state = createSandboxState(deps)
  return [
    (app) => mountStateRoutes(app, state),
    (app) => mountLimitRoutes(app, limits),
    (app) => mountSigningRoutes(app, account.signing),
    (app) => mountMediaFaultRoutes(app, { faults: mediaFaults, call: (sid) => calls.get(sid) }),
    (app) => mountDeadClientRoutes(app, devices.deadClients),
    (app) => mountReservationRoutes(app, taskRouter),
    (app) => mountClientRoutes(app, { devices, workers: taskRouter.workers }),
  ]
}
