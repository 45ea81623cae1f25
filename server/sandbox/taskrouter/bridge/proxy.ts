import type { FastifyRequest } from 'fastify'
import { RestError } from '../../http/rest-error.ts'
import type { RunningWorkspace } from '../running-workspace.ts'
import type { FirstList } from './channel.ts'
import type { Payload } from './payloads.ts'
import { answer, requestSchema } from './requests.ts'
import type { Session } from './token.ts'

/** Who asks, and in which Workspace. */
export interface Admission {
  readonly session: Session
  readonly workspace: RunningWorkspace
}

export interface ProxyAnswer {
  readonly status: number
  readonly body: { readonly payload: Payload } | { readonly message: string }
}

/** Answers what the Worker SDK posts: `{ payload }`, or `{ message }` with the status of the failure. */
export async function proxy(
  authenticate: (token: string) => Promise<Admission>,
  request: FastifyRequest,
): Promise<ProxyAnswer> {
  const parsed = requestSchema.safeParse(request.body)
  if (!parsed.success) return { status: 400, body: { message: parsed.error.message } }
  const { url, method, params, token } = parsed.data
  try {
    const { session, workspace } = await authenticate(token)
    const { context, calls, sessions } = workspace
    const ifMatch = request.headers['if-match']
    const payload = answer({ context, calls, session, params, ifMatch }, method, url)
    const list = method === 'GET' ? firstList(url) : null
    if (list !== null) sessions.onListSent(token, list)
    return { status: 200, body: { payload } }
  } catch (error) {
    if (!(error instanceof RestError)) throw error
    return { status: error.status, body: { message: error.message } }
  }
}

function firstList(url: string): FirstList | null {
  for (const list of ['Activities', 'WorkerChannels', 'Reservations'] as const) {
    if (url.endsWith(`/${list}`)) return list
  }
  return null
}
