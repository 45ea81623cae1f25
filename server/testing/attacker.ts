import { once } from 'node:events'
import { createServer } from 'node:http'
import { Worker } from 'twilio-taskrouter'
import type { TwilioAccess } from '../contract/twilio-access.ts'
import { until } from './until.ts'

export type SdkReservation = Worker['reservations'] extends Map<string, infer R> ? R : never

/**
 * Somebody who has an agent's token and Twilio's Worker SDK as it is, and TwiML of their own at an address that Twilio reaches.
 * The SDK needs `WebSocket` to be that of `ws`.
 */
export async function attackWith(access: TwilioAccess) {
  const { endpoints } = access
  if (endpoints === undefined) throw new Error('not a sandbox')
  const { http, ws } = endpoints.eventBridge
  const worker = new Worker(access.token, { ebServer: http, wsServer: ws, logLevel: 'silent' })
  await new Promise<void>((resolve) => worker.on('ready', () => resolve()))
  const twiml = createServer((_, reply) => {
    reply.setHeader('content-type', 'text/xml').end('<Response><Pause length="60"/></Response>')
  })
  twiml.listen(0, '127.0.0.1')
  await once(twiml, 'listening')
  const address = twiml.address()
  const port = typeof address === 'object' && address !== null ? address.port : 0
  return {
    worker,
    twimlUrl: `http://127.0.0.1:${port}/`,
    /** What is offered to the Worker, as its SDK shows it. */
    offered: (): Promise<SdkReservation> =>
      until('the SDK shows a Reservation', () =>
        [...worker.reservations.values()].find(({ status }) => status === 'pending'),
      ),
    /** Does something with the next Reservation as soon as the SDK knows it; it may be too late by then. */
    async usesNext(use: (reservation: SdkReservation) => Promise<unknown>): Promise<void> {
      const reservation = await new Promise<SdkReservation>((resolve) =>
        worker.once('reservationCreated', resolve),
      )
      await use(reservation).catch(() => undefined)
    },
    /** What the Worker could send without the SDK: a request of the event bridge. The answer is its status. */
    async bridge(path: string, params: Readonly<Record<string, unknown>>): Promise<number> {
      const url = `Workspaces/${worker.workspaceSid}/${path}`
      const body = JSON.stringify({ url, method: 'POST', params, token: access.token })
      return (await fetch(http, { method: 'POST', body })).status
    },
    async close(): Promise<void> {
      worker.disconnect()
      twiml.closeAllConnections()
      await new Promise((resolve) => twiml.close(resolve))
    },
  }
}

export type Attacker = Awaited<ReturnType<typeof attackWith>>
