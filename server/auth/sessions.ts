import { instant } from '../clock.ts'
import type { Clock } from '../clock.ts'
import type { ErrorCode } from '../contract/errors.ts'
import type { SessionEnding } from '../contract/session-ending.ts'
import type { Agent, Session } from '../contract/session.ts'
import type { Logger } from '../log/logger.ts'
import { succeed, fail } from '../contract/result.ts'
import type { Result } from '../contract/result.ts'
import type { AccessTokens } from './access-tokens.ts'
import { isUsable, normalUsername } from './accounts-store.ts'
import type { Account, Accounts } from './accounts-store.ts'
import type { Guesses } from './guessing/guesses.ts'
import type { PasswordQueue } from './guessing/password-queue.ts'
import type { LiveSessions } from './live-sessions.ts'
import type { OpenSessions } from './open-sessions.ts'
import { decoyHash, verifyPassword } from './passwords.ts'
import type { SessionStore } from './session-store.ts'

export interface SignedIn extends Readonly<Session> {
  readonly refreshToken: string
}

export interface SignedInAgent {
  readonly agent: Agent
  readonly sessionId: string
}

/** Why nobody was signed in, and how long to wait before the next try, where that is known. */
export interface SignInFailure {
  readonly code: ErrorCode
  readonly retryAfterMs?: number
}

type SignInResult = Promise<Result<SignedIn, SignInFailure>>

/** Who is signed in. An agent has one desk: to sign in at another ends the session before. */
export interface Sessions {
  /** `network`: where the request came from, by `networkOf`. */
  signIn(username: string, password: string, network: string): SignInResult
  /** Without a password, and only for demo accounts where they are allowed. */
  signInDemo(username: string): SignInResult
  refresh(refreshToken: string): SignInResult
  signOut(sessionId: string): Promise<void>
  /** The session of a refresh token is over, if there is one. */
  signOutByToken(refreshToken: string): Promise<void>
  authenticate(accessToken: string): Promise<SignedInAgent | null>
  /** Whether a session that was authenticated before still holds. If not, it is ended wherever it is in use. */
  stillHolds(sessionId: string): Promise<boolean>
}

export interface SessionsDeps {
  readonly clock: Clock
  readonly accounts: Accounts
  readonly store: SessionStore
  readonly open: Pick<OpenSessions, 'isOpen'>
  readonly tokens: AccessTokens
  readonly guesses: Guesses
  readonly passwords: PasswordQueue
  readonly demoAllowed: boolean
  readonly log: Logger
  /** Told when a session has begun or is over. */
  readonly live: Pick<LiveSessions, 'compareNow'>
}

/** When to try again while too many passwords wait to be checked, ms. */
const BUSY_MS = 2000

function tooMany(retryAfterMs: number): Result<never, SignInFailure> {
  return fail({ code: 'too-many-requests', retryAfterMs })
}

export function createSessions(deps: SessionsDeps): Sessions {
  const { clock, accounts, store, open, tokens, guesses, passwords } = deps
  // Checked for unknown names, so that the time of an answer does not show which names exist.
  const decoy = decoyHash()
  const ifUsable = (account: Account | null) =>
    account !== null && isUsable(account, deps.demoAllowed) ? account : null

  async function startSession(judged: Account): SignInResult {
    const { agent } = judged
    const at = clock.now()
    await store.endAllOf(agent.userId, at, 'signed-in-elsewhere')
    const { sessionId, refreshToken } = await store.begin(agent.userId, at)
    const now = ifUsable(await accounts.byUserId(agent.userId))
    // While the password was checked, the account may have been disabled or its password changed.
    if (now?.passwordHash !== judged.passwordHash) {
      await store.end(sessionId, at, 'signed-out-everywhere')
      await deps.live.compareNow()
      return fail({ code: 'wrong-credentials' })
    }
    await deps.live.compareNow()
    deps.log.info({ identity: agent.identity }, 'signed in')
    return succeed(await issueTokens(tokens, agent, sessionId, refreshToken))
  }

  async function end(sessionId: string, because: SessionEnding): Promise<void> {
    await store.end(sessionId, clock.now(), because)
    await deps.live.compareNow()
  }

  const signOut = (sessionId: string) => end(sessionId, 'signed-out')

  return {
    async signIn(username, password, network) {
      const name = normalUsername(username)
      const guess = guesses.begin(name, network)
      if (guess.kind === 'wait') return tooMany(guess.ms)
      const account = ifUsable(await accounts.byUsername(name))
      const stored = account?.passwordHash ?? (await decoy)
      const good = await passwords.run(guess.known, () => verifyPassword(password, stored))
      if (good === null) return tooMany(BUSY_MS)
      if (account === null || !good) return fail({ code: 'wrong-credentials' })
      guess.confirmRight()
      return startSession(account)
    },
    async signInDemo(username) {
      const account = ifUsable(await accounts.byUsername(username))
      if (account === null || !account.demo) return fail({ code: 'wrong-credentials' })
      return startSession(account)
    },
    async refresh(refreshToken) {
      const presented = await store.rotate(refreshToken, clock.now())
      if (presented.kind === 'reused') {
        // One of the two who have it is a thief, and nobody knows which: the session ends for both.
        deps.log.warn({ sessionId: presented.sessionId }, 'a used refresh token came again')
        await end(presented.sessionId, 'session-copied')
      }
      if (presented.kind !== 'good') return fail({ code: 'signed-out' })
      const { sessionId } = presented
      if (presented.again)
        deps.log.info({ sessionId }, 'a refresh is repeated because its answer was lost')
      const account = ifUsable(await accounts.byUserId(presented.userId))
      if (account === null) return fail({ code: 'signed-out' })
      return succeed(await issueTokens(tokens, account.agent, sessionId, presented.next))
    },
    signOut,
    async signOutByToken(refreshToken) {
      const sessionId = await store.sessionOf(refreshToken)
      if (sessionId !== null) await signOut(sessionId)
    },
    async authenticate(accessToken) {
      const claims = await tokens.verify(accessToken)
      if (claims === null || !(await open.isOpen(claims.sessionId, clock.now()))) return null
      const account = ifUsable(await accounts.byUserId(claims.userId))
      return account === null ? null : { agent: account.agent, sessionId: claims.sessionId }
    },
    async stillHolds(sessionId) {
      if (await open.isOpen(sessionId, clock.now())) return true
      await deps.live.compareNow()
      return false
    },
  }
}

async function issueTokens(
  tokens: AccessTokens,
  agent: Agent,
  sessionId: string,
  refreshToken: string,
): Promise<SignedIn> {
  const { token, expiresAt } = await tokens.issue({ userId: agent.userId, sessionId })
  return { agent, accessToken: token, accessTokenExpiresAt: instant(expiresAt), refreshToken }
}
