import { succeed } from '../../../../server/contract/result.ts'
import PQueue from 'p-queue'
import { z } from 'zod'
import { failWith, type DesktopResult } from '../../../contract/result.ts'
import { pageSession, welcome, type PageSession, type Welcome } from '../../../contract/session.ts'
import type { CredentialStore } from '../credentials/credential-store.ts'
import { callApi, type Fetch } from './api-call.ts'

const paths = {
  welcome: '/api/welcome',
  session: '/api/session',
  demo: '/api/session/demo',
  refresh: '/api/session/refresh',
} as const

/** The whole session, as the server sends it to a client with a keychain. */
const session = pageSession.extend({ refreshToken: z.string().min(1) })
/** `body`: the refresh token is in the reply, not in a cookie. */
const delivery = 'body'

export interface SessionService {
  welcome(): Promise<DesktopResult<Welcome>>
  signIn(username: string, password: string): Promise<DesktopResult<PageSession>>
  signInDemo(username: string): Promise<DesktopResult<PageSession>>
  refresh(): Promise<DesktopResult<PageSession>>
  signOut(): Promise<DesktopResult<Record<string, never>>>
}

/**
 * Signs in and out of the server and keeps the refresh token, which never reaches the page. The token is stored per
 * server: `origin()` at the start of each request names the server. Requests that change the token run one after the
 * other, because the server replaces the token at each refresh and treats an old one as stolen.
 */
export function createSessionService(options: {
  readonly fetch: Fetch
  readonly origin: () => string
  readonly credentials: CredentialStore
}): SessionService {
  const { fetch, credentials } = options
  const queue = new PQueue({ concurrency: 1 })
  let refreshing: Promise<DesktopResult<PageSession>> | null = null

  async function open(
    origin: string,
    path: string,
    body: unknown,
  ): Promise<DesktopResult<PageSession>> {
    const url = origin + path
    const reply = await callApi(fetch, { method: 'POST', url, body, reply: session })
    if (!reply.ok) return reply
    const { refreshToken, ...rest } = reply.value
    await credentials.write(origin, refreshToken)
    return succeed(rest)
  }

  async function refreshOnce(): Promise<DesktopResult<PageSession>> {
    const origin = options.origin()
    const refreshToken = await credentials.read(origin)
    if (refreshToken === null) return failWith('signed-out', 'Nobody is signed in')
    const reply = await open(origin, paths.refresh, { delivery, refreshToken })
    // Refused permanently: a stored token would only be refused again.
    if (!reply.ok && reply.failure.code === 'signed-out') await credentials.remove(origin)
    return reply
  }

  async function endServerSession(origin: string, bearer: string): Promise<DesktopResult<unknown>> {
    const url = origin + paths.session
    return callApi(fetch, { method: 'DELETE', url, bearer, reply: z.unknown() })
  }

  return {
    welcome: () =>
      callApi(fetch, { method: 'GET', url: options.origin() + paths.welcome, reply: welcome }),
    signIn: (username, password) =>
      queue.add(() => open(options.origin(), paths.session, { username, password, delivery })),
    signInDemo: (username) =>
      queue.add(() => open(options.origin(), paths.demo, { username, delivery })),
    refresh() {
      // A page that loads again during a refresh shares its result.
      refreshing ??= queue.add(refreshOnce).finally(() => {
        refreshing = null
      })
      return refreshing
    },
    signOut: () =>
      queue.add(async () => {
        const origin = options.origin()
        if ((await credentials.read(origin)) === null) return succeed({})
        // The server ends a session by its access token. The page’s may have expired, so it is renewed.
        const renewed = await refreshOnce()
        const forgotten = await credentials.remove(origin)
        const told = renewed.ok
          ? await endServerSession(origin, renewed.value.accessToken)
          : renewed
        // One is enough: the token is deleted here, or the server no longer accepts it.
        const ended = forgotten || told.ok || told.failure.code === 'signed-out'
        return ended ? succeed({}) : told
      }),
  }
}
