import { z } from 'zod'
import { paths } from '../../../server/contract/commands.ts'
import { session, welcome } from '../../../server/contract/session.ts'
import { failWith, type ServerResult } from '../../ports/result.ts'
import type { OpenSession, SessionPort } from '../../ports/session-port.ts'
import { callServer, type Fetch } from './http-client.ts'

/** Runs tasks one after another, over all windows of this origin. */
export type OneAtATime = <Value>(task: () => Promise<Value>) => Promise<Value>

/** The web phone's session: the refresh token is an HttpOnly cookie that this page cannot read. */
export function createCookieSession(fetch: Fetch, inTurn: OneAtATime): SessionPort {
  function open(
    path: string,
    body: Readonly<Record<string, string>>,
  ): Promise<ServerResult<OpenSession>> {
    // A refresh token works once: two windows must not use the same one.
    return inTurn(() =>
      callServer(fetch, '', {
        method: 'POST',
        path,
        body: { ...body, delivery: 'cookie' },
        reply: session,
        credentials: 'include',
      }),
    )
  }
  return {
    server: async () => ({ url: globalThis.location.origin, decidedBy: 'page' }),
    setServer: async () => failWith('forbidden', false),
    welcome: () => callServer(fetch, '', { method: 'GET', path: paths.welcome, reply: welcome }),
    signIn: (username, password) => open(paths.session, { username, password }),
    signInDemo: (username) => open(paths.sessionDemo, { username }),
    refresh: () => open(paths.sessionRefresh, {}),
    async signOut() {
      await inTurn(() =>
        callServer(fetch, '', {
          method: 'DELETE',
          path: paths.session,
          reply: z.unknown(),
          credentials: 'include',
        }),
      )
    },
    remembered: async () => true,
  }
}
