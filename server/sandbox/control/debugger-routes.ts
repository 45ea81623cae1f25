import type { FastifyInstance } from 'fastify'
import type { Alert, DebuggerLog } from '../debugger/debugger-log.ts'

/** `/debugger`: what Twilio's debugger would show, the newest first; `at` is ISO 8601. */
export function mountDebuggerRoutes(app: FastifyInstance, log: DebuggerLog): void {
  app.get('/debugger', (_request, reply) => reply.send({ entries: log.list().map(entryOf) }))
  app.delete('/debugger', (_request, reply) => {
    log.clear()
    return reply.status(204).send()
  })
}

/** As the control API shows it; `at` is ISO 8601. */
export type AlertEntry = Omit<Alert, 'at'> & { readonly at: string }

function entryOf(alert: Alert): AlertEntry {
  return { ...alert, at: new Date(alert.at).toISOString() }
}
