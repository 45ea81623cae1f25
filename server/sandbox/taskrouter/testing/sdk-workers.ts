// oxlint-disable-next-line no-restricted-imports -- the bridge is tested with the unmodified SDK
import { Supervisor, Worker } from 'twilio-taskrouter'
import { serveTaskRouter } from './served.ts'

export type SdkReservation = Worker['reservations'] extends Map<string, infer R> ? R : never

/** A served TaskRouter with Workers of the Worker SDK. `close` throws what the SDK threw in its listeners. */
export async function serveSdkWorkers() {
  const server = await serveTaskRouter()
  const workers: Worker[] = []
  const uncaught: unknown[] = []
  const note = (error: unknown) => uncaught.push(error)
  // The SDK throws inside its socket's listeners when a message lacks anything.
  process.on('uncaughtException', note)
  process.on('unhandledRejection', note)

  const bridgeUrl = (scheme: 'http' | 'ws') =>
    `${server.baseUrl.replace('http', scheme)}/eventbridge/v1/wschannels`

  async function rest(method: string, path: string, params: Record<string, string> = {}) {
    const { account, baseUrl, seed } = server
    const pair = Buffer.from(`${account.accountSid}:${account.authToken}`).toString('base64')
    const response = await fetch(
      `${baseUrl}/taskrouter/v1/Workspaces/${seed.workspaceSid}${path}`,
      {
        method,
        headers: { authorization: `Basic ${pair}` },
        ...(method === 'POST' ? { body: new URLSearchParams(params) } : {}),
      },
    )
    // The test reads what it expects; anything else fails its expectation.
    const json = (await response.json()) as Record<string, unknown>
    return { status: response.status, json }
  }

  async function ready<T extends Worker>(worker: T): Promise<T> {
    workers.push(worker)
    worker.on('error', () => {})
    await once(worker, 'ready')
    return worker
  }

  const options = (more: object = {}) => ({
    ebServer: bridgeUrl('http'),
    wsServer: bridgeUrl('ws'),
    logLevel: 'silent' as const,
    ...more,
  })

  return {
    server,
    bridgeUrl,
    rest,
    async createWorker(name: string, activity: 'Available' | 'Offline' = 'Available') {
      const ActivitySid = server.seed.activities[activity]
      const Attributes = `{"contact_uri":"client:${name}"}`
      const { json } = await rest('POST', '/Workers', {
        FriendlyName: name,
        ActivitySid,
        Attributes,
      })
      return String(json['sid'])
    },
    connect: async (sid: string, more: object = {}) =>
      ready(new Worker(await server.token(sid), options(more))),
    supervise: async (sid: string) =>
      ready(new Supervisor(await server.token(sid, 'supervisor'), options())),
    async close() {
      for (const worker of workers.splice(0)) worker.disconnect()
      await server.close()
      process.off('uncaughtException', note)
      process.off('unhandledRejection', note)
      const thrown = uncaught.splice(0)
      if (thrown.length > 0) throw new AggregateError(thrown, 'the SDK threw')
    },
  }
}

/** The first event of this name. */
export function once<T>(
  emitter: { on(name: string, run: (value: T) => void): unknown },
  name: string,
): Promise<T> {
  return new Promise((resolve) => {
    emitter.on(name, resolve)
  })
}
