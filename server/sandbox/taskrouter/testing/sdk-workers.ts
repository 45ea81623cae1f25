// oxlint-disable-next-line no-restricted-imports -- the unmodified SDK is the client under which the bridge must hold
import { Supervisor, Worker } from 'twilio-taskrouter'
import type { serveTaskRouter } from './served.ts'

export type Reservation = Worker['reservations'] extends Map<string, infer R> ? R : never

/** Workers of a served TaskRouter with the real SDK, whose exceptions are collected: it throws in its listeners. */
export function createSdkWorkers(server: Awaited<ReturnType<typeof serveTaskRouter>>) {
  const clients: Worker[] = []
  const thrown: unknown[] = []
  const note = (error: unknown) => thrown.push(error)
  process.on('uncaughtException', note)
  process.on('unhandledRejection', note)
  const bridge = (scheme: 'http' | 'ws') =>
    `${server.baseUrl.replace('http', scheme)}/eventbridge/v1/wschannels`
  const options = () => ({
    ebServer: bridge('http'),
    wsServer: bridge('ws'),
    logLevel: 'silent' as const,
  })

  async function ready<T extends Worker>(client: T): Promise<T> {
    clients.push(client)
    client.on('error', () => {})
    await once(client, 'ready')
    return client
  }

  return {
    /** A new Worker in the Activity Available, unless told. */
    async create(name: string, activity: keyof typeof server.seed.activities = 'Available') {
      const ActivitySid = server.seed.activities[activity]
      const Attributes = JSON.stringify({ contact_uri: `client:${name}` })
      const { json } = await restCall(server, 'POST', '/Workers', {
        FriendlyName: name,
        ActivitySid,
        Attributes,
      })
      return String(json['sid'])
    },
    connect: async (sid: string) => ready(new Worker(await server.token(sid), options())),
    supervise: async (sid: string) =>
      ready(new Supervisor(await server.token(sid, 'supervisor'), options())),
    rest: (method: string, path: string, params: Record<string, string> = {}) =>
      restCall(server, method, path, params),
    close() {
      for (const client of clients.splice(0)) client.disconnect()
      process.off('uncaughtException', note)
      process.off('unhandledRejection', note)
      if (thrown.length > 0) throw new AggregateError(thrown, 'the SDK threw')
    },
  }
}

async function restCall(
  { account, baseUrl, seed }: Awaited<ReturnType<typeof serveTaskRouter>>,
  method: string,
  path: string,
  params: Record<string, string>,
): Promise<{ readonly status: number; readonly json: Record<string, unknown> }> {
  const pair = Buffer.from(`${account.accountSid}:${account.authToken}`).toString('base64')
  const response = await fetch(`${baseUrl}/taskrouter/v1/Workspaces/${seed.workspaceSid}${path}`, {
    method,
    headers: { authorization: `Basic ${pair}` },
    ...(method === 'POST' ? { body: new URLSearchParams(params) } : {}),
  })
  return { status: response.status, json: (await response.json()) as Record<string, unknown> }
}

/** The next event of this name. */
export function once<T>(
  emitter: { on(name: string, run: (value: T) => void): unknown },
  name: string,
): Promise<T> {
  return new Promise<T>((resolve) => {
    emitter.on(name, resolve)
  })
}
