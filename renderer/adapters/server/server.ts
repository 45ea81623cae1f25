import { succeed } from '../../../server/contract/result.ts'
import { accepted, dialReply, paths, targetsReply } from '../../../server/contract/commands.ts'
import { twilioAccess } from '../../../server/contract/twilio-access.ts'
import { failWith, type ServerResult } from '../../ports/result.ts'
import type { ServerEvent, ServerPort } from '../../ports/server-port.ts'
import { Listeners } from '../listeners.ts'
import { messageOf } from './request.ts'
import { callServer, type Fetch, type HttpRequest } from './http-client.ts'
import type { openRealtime, Realtime } from './realtime.ts'
import type { z } from 'zod'

export interface ServerClientDeps {
  readonly fetch: Fetch
  readonly openRealtime: typeof openRealtime
}

/** Our server, over HTTP and Socket.IO. */
export function createServerClient(deps: ServerClientDeps): ServerPort {
  const events = new Listeners<ServerEvent>()
  const { emit } = events
  let origin = ''
  let accessToken: string | null = null
  let realtime: Realtime | null = null

  async function ask<Schema extends z.ZodType>(
    request: Omit<HttpRequest<Schema>, 'accessToken' | 'credentials'>,
  ): Promise<ServerResult<z.output<Schema>>> {
    if (accessToken === null) return failWith('signed-out', false)
    return callServer(deps.fetch, origin, { ...request, accessToken })
  }

  async function tell(
    method: 'POST' | 'PUT',
    path: string,
    body?: unknown,
    keepalive = false,
  ): Promise<ServerResult<void>> {
    const reply = await ask({ method, path, reply: accepted, body, keepalive })
    return reply.ok ? succeed(undefined) : reply
  }

  return {
    setUrl(url) {
      origin = url.replace(/\/+$/, '')
    },
    authorize(token) {
      accessToken = token
    },
    twilioAccess: () => ask({ method: 'GET', path: paths.twilioAccess, reply: twilioAccess }),
    dial: (body) => ask({ method: 'POST', path: paths.calls, body, reply: dialReply }),
    retrieve: (callId) => ask({ method: 'POST', path: paths.retrieve(callId), reply: dialReply }),
    command(command, callId) {
      const path = { answer: paths.answer, 'hang-up': paths.hangUp, extend: paths.extend }[command]
      return tell('POST', path(callId), undefined, command === 'hang-up')
    },
    request(request) {
      const { path, body } = messageOf(request)
      return tell('POST', path, body)
    },
    targets: () => ask({ method: 'GET', path: paths.targets, reply: targetsReply }),
    saveNotes: (callId, notes) => tell('PUT', paths.notes(callId), { notes }),
    saveDraft: (callId, draft) => tell('PUT', paths.draft(callId), draft),
    completeWrapUp: (callId, draft) => tell('POST', paths.complete(callId), draft),
    connect() {
      realtime ??= deps.openRealtime(origin, () => accessToken ?? '', emit)
      realtime.connect()
    },
    reconnect: () => realtime?.reconnect(),
    disconnect() {
      realtime?.close()
      realtime = null
    },
    report: (report) => realtime?.report(report),
    onEvent: events.add,
  }
}
