import { PROTOCOL, understanding } from '../../../server/contract/protocol.ts'
import type { Effect, EffectHandlers } from '../../domain/model/effects.ts'
import type { EventOf } from '../../domain/model/step.ts'
import type { OpenSession, SessionPort } from '../../ports/session-port.ts'
import { failWith, type Failure, type ServerResult } from '../../ports/result.ts'
import type { Dispatch } from './engine.ts'
import type { Ports } from './ports.ts'

type During = EventOf<'session-failed'>['during']

/** Whose session a renewal must bring. */
type Owner = Omit<Extract<Effect, { readonly kind: 'session-renew' }>, 'kind'>

/** Opens, renews and ends the session. The access token goes from one port to the other and nowhere else. */
export function createSessionRunner(
  { session, server }: Pick<Ports, 'session' | 'server'>,
  dispatch: Dispatch,
) {
  let renewing: Promise<boolean> | null = null
  /** Grows at each sign-out: an earlier request must not open the session again. */
  let generation = 0

  async function welcome(): Promise<void> {
    const reply = await session.welcome()
    if (!reply.ok) return
    const { demoAccounts, customerPage, protocol } = reply.value
    dispatch({
      kind: 'welcomed',
      demoAccounts,
      customerPage,
      understanding: understanding(PROTOCOL, protocol),
    })
  }

  /** True when the session has been renewed. Several who ask at once wait for the same renewal. */
  function renew(owner: Owner): Promise<boolean> {
    renewing ??= renewFor(owner).finally(() => {
      renewing = null
    })
    return renewing
  }

  function renewFor(owner: Owner): Promise<boolean> {
    dispatch({ kind: 'session-renewing' })
    return open('renew', () => refreshFor(session, owner))
  }

  /** True when the session is open. */
  async function open(
    during: During,
    ask: () => Promise<ServerResult<OpenSession>>,
  ): Promise<boolean> {
    const begun = generation
    const reply = await ask()
    const remembered = reply.ok && (await session.remembered())
    if (begun !== generation) return false
    if (!reply.ok) return fail(during, reply.failure)
    const { agent, accessToken, accessTokenExpiresAt } = reply.value
    server.authorize(accessToken)
    const expiresAt = Date.parse(accessTokenExpiresAt)
    dispatch({ kind: 'session-established', agent, expiresAt, remembered })
    return true
  }

  /** A server that does not answer may be one that starts. */
  function fail(during: During, { code: error, retryable, retryAfterMs = 0 }: Failure): false {
    const afterMs = retryable || error === 'unreachable' ? retryAfterMs : null
    dispatch({ kind: 'session-failed', during, error, retryAfterMs: afterMs })
    return false
  }

  async function setServer({ url }: { readonly url: string }): Promise<void> {
    const reply = await session.setServer(url)
    if (!reply.ok) {
      fail('sign-in', reply.failure)
      return
    }
    server.setUrl(reply.value)
    dispatch({ kind: 'server-changed', url: reply.value })
  }

  const handlers = {
    'session-welcome': welcome,
    'session-restore': () => open('restore', () => session.refresh()),
    'session-sign-in': ({ userId, username, password }) =>
      open('sign-in', () => signInAs(session, userId, () => session.signIn(username, password))),
    'session-sign-in-demo': ({ userId, username, during }) =>
      open(during, () => signInAs(session, userId, () => session.signInDemo(username))),
    'session-renew': renew,
    'session-sign-out'() {
      generation += 1
      return session.signOut()
    },
    'server-set': setServer,
  } satisfies Partial<EffectHandlers>

  return { handlers, renew }
}

/** Another window of this browser may have signed in as somebody else meanwhile. */
async function refreshFor(
  session: SessionPort,
  { userId, demo }: Owner,
): Promise<ServerResult<OpenSession>> {
  const reply = await session.refresh()
  const lost = reply.ok ? reply.value.agent.userId !== userId : reply.failure.code === 'signed-out'
  if (!lost) return reply
  return demo === null ? failWith('signed-out', false) : session.signInDemo(demo)
}

/** A new account of the same name is somebody else, and is signed out again. */
async function signInAs(
  session: SessionPort,
  userId: string | null,
  ask: () => Promise<ServerResult<OpenSession>>,
): Promise<ServerResult<OpenSession>> {
  const reply = await ask()
  if (!reply.ok || userId === null || reply.value.agent.userId === userId) return reply
  await session.signOut()
  return failWith('forbidden', false)
}
