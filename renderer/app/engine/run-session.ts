import { PROTOCOL, understanding } from '../../../server/contract/protocol.ts'
import type { EffectHandlers } from '../../domain/model/effects.ts'
import type { OpenSession } from '../../ports/session-port.ts'
import { failWith, type Failure, type ServerResult } from '../../ports/result.ts'
import type { Dispatch } from './engine.ts'
import type { Ports } from './ports.ts'

type During = 'restore' | 'sign-in' | 'renew'

/** Whose session a renewal must bring. */
export interface Owner {
  readonly userId: string
  readonly demo: string | null
}

/** Opens, renews and ends the session. The access token goes from one port to the other and nowhere else. */
export class SessionRunner {
  readonly #ports: Pick<Ports, 'session' | 'server'>
  readonly #dispatch: Dispatch
  #renewing: Promise<boolean> | null = null
  /** Grows when the session ends: what was begun before it must not open it again. */
  #generation = 0

  constructor(ports: Pick<Ports, 'session' | 'server'>, dispatch: Dispatch) {
    this.#ports = ports
    this.#dispatch = dispatch
  }

  readonly handlers = {
    'session-welcome': () => this.#welcome(),
    'session-restore': () => this.#open('restore', () => this.#ports.session.refresh()),
    'session-sign-in': ({ userId, username, password }) =>
      this.#open('sign-in', () =>
        this.#as(userId, () => this.#ports.session.signIn(username, password)),
      ),
    'session-sign-in-demo': ({ userId, username, during }) =>
      this.#open(during, () => this.#as(userId, () => this.#ports.session.signInDemo(username))),
    'session-renew': async (owner) => void (await this.renew(owner)),
    'session-sign-out': () => {
      this.#generation += 1
      return this.#ports.session.signOut()
    },
    'server-set': ({ url }) => this.#setServer(url),
  } satisfies Partial<EffectHandlers>

  async #welcome(): Promise<void> {
    const reply = await this.#ports.session.welcome()
    if (!reply.ok) return
    const { demoAccounts, protocol } = reply.value
    this.#dispatch({
      kind: 'welcomed',
      demoAccounts,
      understanding: understanding(PROTOCOL, protocol),
    })
  }

  /** True when the session has been renewed. Several who ask at once wait for the same renewal. */
  renew(owner: Owner): Promise<boolean> {
    this.#renewing ??= this.#renew(owner).finally(() => {
      this.#renewing = null
    })
    return this.#renewing
  }

  async #renew(owner: Owner): Promise<boolean> {
    this.#dispatch({ kind: 'session-renewing' })
    const generation = this.#generation
    const reply = await this.#renewed(owner)
    if (generation !== this.#generation) return false
    return this.#settle('renew', reply)
  }

  /** Another window of this browser may have signed in as somebody else meanwhile. */
  async #renewed(owner: Owner): Promise<ServerResult<OpenSession>> {
    const { session } = this.#ports
    const reply = await session.refresh()
    const lost = reply.ok
      ? reply.value.agent.userId !== owner.userId
      : reply.failure.code === 'signed-out'
    if (!lost) return reply
    return owner.demo === null ? failWith('signed-out', false) : session.signInDemo(owner.demo)
  }

  /** An account may have been removed and another made of the same name: then it is somebody else, and goes again. */
  async #as(
    userId: string | null,
    ask: () => Promise<ServerResult<OpenSession>>,
  ): Promise<ServerResult<OpenSession>> {
    const reply = await ask()
    if (!reply.ok || userId === null || reply.value.agent.userId === userId) return reply
    await this.#ports.session.signOut()
    return failWith('forbidden', false)
  }

  async #open(during: During, ask: () => Promise<ServerResult<OpenSession>>): Promise<void> {
    const generation = this.#generation
    const reply = await ask()
    if (generation === this.#generation) await this.#settle(during, reply)
  }

  async #settle(during: During, reply: ServerResult<OpenSession>): Promise<boolean> {
    if (!reply.ok) {
      this.#dispatch({ kind: 'session-failed', during, ...toSessionFailure(reply.failure) })
      return false
    }
    const { agent, accessToken, accessTokenExpiresAt } = reply.value
    const remembered = await this.#ports.session.remembered()
    this.#ports.server.authorize(accessToken)
    const expiresAt = Date.parse(accessTokenExpiresAt)
    this.#dispatch({ kind: 'session-established', agent, expiresAt, remembered })
    return true
  }

  async #setServer(url: string): Promise<void> {
    const reply = await this.#ports.session.setServer(url)
    if (!reply.ok) {
      this.#dispatch({
        kind: 'session-failed',
        during: 'sign-in',
        ...toSessionFailure(reply.failure),
      })
      return
    }
    this.#ports.server.setUrl(reply.value)
    this.#dispatch({ kind: 'server-changed', url: reply.value })
  }
}

/** What the domain learns of a failure. A server that does not answer may be one that starts. */
function toSessionFailure({ code: error, retryable, retryAfterMs = 0 }: Failure) {
  return { error, retryAfterMs: retryable || error === 'unreachable' ? retryAfterMs : null }
}
