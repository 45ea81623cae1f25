import type { FastifyReply, FastifyRequest } from 'fastify'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { paths } from '../contract/commands.ts'
import { demoSignInRequest, refreshRequest, signInRequest, welcome } from '../contract/session.ts'
import { PROTOCOL } from '../contract/protocol.ts'
import type { Session, Welcome } from '../contract/session.ts'
import { sendFailure } from '../http/failure.ts'
import type { Result } from '../contract/result.ts'
import { bearerToken } from './bearer.ts'
import { networkOf } from './guessing/network.ts'
import type { SignInFailure, SignedIn, Sessions } from './sessions.ts'
import { REFRESH_MS } from './session-store.ts'

const COOKIE = 'cordboard_refresh'

export interface AuthRoutesDeps {
  readonly sessions: Sessions
  readonly version: string
  readonly demoAccounts: Welcome['demoAccounts']
  readonly customerPage: Welcome['customerPage']
  /** Whether the page is served by https, so that the cookie must never travel without it. */
  secure(): boolean
}

/** Sign-in, refresh, sign-out, and what a client needs before. */
export function authRoutes(deps: AuthRoutesDeps): FastifyPluginAsyncZod {
  const { sessions } = deps
  const cookie = () => ({
    path: paths.session,
    httpOnly: true,
    sameSite: 'strict' as const,
    secure: deps.secure(),
  })

  function answer(
    reply: FastifyReply,
    outcome: Result<SignedIn, SignInFailure>,
    delivery: 'cookie' | 'body',
  ): FastifyReply {
    if (!outcome.ok) {
      const { code, retryAfterMs } = outcome.failure
      if (code === 'signed-out') reply.clearCookie(COOKIE, cookie())
      if (retryAfterMs !== undefined) reply.header('retry-after', Math.ceil(retryAfterMs / 1000))
      return sendFailure(reply, code)
    }
    reply.header('cache-control', 'no-store')
    if (delivery === 'body') return reply.send(outcome.value)
    const { refreshToken, ...session } = outcome.value
    reply.setCookie(COOKIE, refreshToken, { ...cookie(), maxAge: REFRESH_MS / 1000 })
    return reply.send(session satisfies Session)
  }

  return async (app) => {
    app.get(paths.welcome, { schema: { response: { 200: welcome } } }, async () => ({
      product: 'Cordboard' as const,
      version: deps.version,
      protocol: PROTOCOL,
      demoAccounts: deps.demoAccounts,
      customerPage: deps.customerPage,
    }))
    app.post(paths.session, { schema: { body: signInRequest } }, async (request, reply) => {
      const { username, password, delivery } = request.body
      const signedIn = await sessions.signIn(username, password, networkOf(request.ip))
      return answer(reply, signedIn, delivery)
    })
    if (deps.demoAccounts.length > 0) {
      app.post(
        paths.sessionDemo,
        { schema: { body: demoSignInRequest } },
        async (request, reply) => {
          const { username, delivery } = request.body
          return answer(reply, await sessions.signInDemo(username), delivery)
        },
      )
    }
    app.post(paths.sessionRefresh, { schema: { body: refreshRequest } }, async (request, reply) => {
      const { delivery, refreshToken } = request.body
      const token = delivery === 'cookie' ? request.cookies[COOKIE] : refreshToken
      if (token === undefined) return sendFailure(reply, 'signed-out')
      return answer(reply, await sessions.refresh(token), delivery)
    })
    app.delete(paths.session, async (request, reply) => {
      await signOut(sessions, request)
      return reply.clearCookie(COOKIE, cookie()).code(204).send()
    })
  }
}

/** Signing out always succeeds: by the bearer token, by the cookie, or because nobody was signed in. */
async function signOut(sessions: Sessions, request: FastifyRequest): Promise<void> {
  const token = bearerToken(request)
  const signedIn = token === null ? null : await sessions.authenticate(token)
  if (signedIn !== null) await sessions.signOut(signedIn.sessionId)
  const refreshToken = request.cookies[COOKIE]
  if (refreshToken !== undefined) await sessions.signOutByToken(refreshToken)
}
