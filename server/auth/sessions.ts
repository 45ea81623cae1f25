import type { Clock } from '../clock.ts'
import type { ErrorCode } from '../contract/errors.ts'
import type { Agent } from '../contract/session.ts'
import type { Logger } from '../log/logger.ts'
import { done, failed } from '../outcome.ts'
import type { Outcome } from '../outcome.ts'
import type { AccessTokens } from './access-tokens.ts'
import { normalUsername } from './accounts-store.ts'
import type { Account, Accounts } from './accounts-store.ts'
import type { Attempts } from './attempts.ts'
import { hashPassword, verifyPassword } from './passwords.ts'
import type { SessionStore } from './session-store.ts'

export interface SignedIn {
  readonly agent: Agent
  readonly accessToken: string
  readonly accessTokenExpiresAt: number
  readonly refreshToken: string
}

export interface SignedInAgent {
  readonly agent: Agent
  readonly sessionId: string
}

type Entry = Promise<Outcome<SignedIn, ErrorCode>>

/** Who is signed in. An agent has one desk: signing in at another ends the session before. */
export interface Sessions {
  signIn(username: string, password: string): Entry
  /** Without a password, and only for demo accounts where they are allowed. */
  signInDemo(username: string): Entry
  refresh(refreshToken: string): Entry
  signOut(sessionId: string): Promise<void>
  /** The session of a refresh token is over, if there is one. */
  signOutByToken(refreshToken: string): Promise<void>
  authenticate(accessToken: string): Promise<SignedInAgent | null>
}

export interface SessionsDeps {
  readonly clock: Clock
  readonly accounts: Accounts
  readonly store: SessionStore
  readonly tokens: AccessTokens
  readonly attempts: Attempts
  readonly demoAllowed: boolean
  readonly log: Logger
  /** A session is over; its sockets must go. */
  ended(sessionId: string): void
  /** The agent has left by their own word. */
  signedOut(agent: Agent): void
}

export function createSessions(deps: SessionsDeps): Sessions {
  const { clock, accounts, store, tokens, attempts } = deps
  // Compared for unknown names, so that the time of an answer does not tell which names exist.
  const decoy = hashPassword('no account has this password')
  const usable = (account: Account | null) =>
    account !== null && (!account.demo || deps.demoAllowed) ? account : null

  async function enter(account: Account): Promise<SignedIn> {
    const { agent } = account
    const at = clock.now()
    for (const sessionId of await store.endAllOf(agent.userId, at)) deps.ended(sessionId)
    const { sessionId, refreshToken } = await store.begin(agent.userId, at)
    deps.log.info({ identity: agent.identity }, 'signed in')
    return granted(agent, sessionId, refreshToken)
  }

  async function granted(agent: Agent, sessionId: string, refreshToken: string): Promise<SignedIn> {
    const { token, expiresAt } = await tokens.issue({ userId: agent.userId, sessionId })
    return { agent, accessToken: token, accessTokenExpiresAt: expiresAt, refreshToken }
  }

  async function end(sessionId: string): Promise<string | null> {
    const userId = await store.end(sessionId, clock.now())
    deps.ended(sessionId)
    return userId
  }

  async function signOut(sessionId: string): Promise<void> {
    const userId = await end(sessionId)
    const account = userId === null ? null : await accounts.byUserId(userId)
    if (account !== null) deps.signedOut(account.agent)
  }

  return {
    async signIn(username, password) {
      const name = normalUsername(username)
      if (attempts.blocked(name)) return failed('too-many-requests')
      const account = usable(await accounts.byUsername(name))
      const good = await verifyPassword(password, account?.passwordHash ?? (await decoy))
      if (account === null || !good) {
        attempts.failed(name)
        return failed('wrong-credentials')
      }
      attempts.succeeded(name)
      return done(await enter(account))
    },
    async signInDemo(username) {
      const account = usable(await accounts.byUsername(username))
      if (account === null || !account.demo) return failed('wrong-credentials')
      return done(await enter(account))
    },
    async refresh(refreshToken) {
      const presented = await store.rotate(refreshToken, clock.now())
      if (presented.kind === 'reused') {
        // One of the two who hold it is a thief, and nobody knows which: both are out.
        deps.log.warn({ sessionId: presented.sessionId }, 'a used refresh token came again')
        await end(presented.sessionId)
      }
      if (presented.kind !== 'good') return failed('signed-out')
      const { sessionId } = presented
      if (presented.again)
        deps.log.info({ sessionId }, 'a refresh whose answer was lost, once more')
      const account = usable(await accounts.byUserId(presented.userId))
      if (account === null) return failed('signed-out')
      return done(await granted(account.agent, sessionId, presented.next))
    },
    signOut,
    async signOutByToken(refreshToken) {
      const sessionId = await store.sessionOf(refreshToken)
      if (sessionId !== null) await signOut(sessionId)
    },
    async authenticate(accessToken) {
      const claims = await tokens.verify(accessToken)
      if (claims === null || !(await store.isLive(claims.sessionId))) return null
      const account = usable(await accounts.byUserId(claims.userId))
      return account === null ? null : { agent: account.agent, sessionId: claims.sessionId }
    },
  }
}
