import { io } from 'socket.io-client'
import type { Socket } from 'socket.io-client'
import { paths } from '../contract/commands.ts'
import { deskSnapshot } from '../contract/desk.ts'
import type { CallSnapshot, DeskSnapshot } from '../contract/desk.ts'
import { REALTIME_PATH } from '../contract/realtime.ts'
import type { ClientToServer, ServerToClient } from '../contract/realtime.ts'
import type { SessionEnding } from '../contract/session-ending.ts'
import { session } from '../contract/session.ts'
import type { Session } from '../contract/session.ts'
import { twilioAccess } from '../contract/twilio-access.ts'
import type { TwilioAccess } from '../contract/twilio-access.ts'
import { until } from './until.ts'

export interface Reply {
  readonly status: number
  readonly body: unknown
}

/** An agent's renderer without a screen: it holds the session, the socket and the newest snapshot. */
export class DeskClient {
  readonly url: string
  readonly session: Session
  readonly #socket: Socket<ServerToClient, ClientToServer>
  newest: DeskSnapshot | null = null
  readonly revisions: number[] = []
  /** How often it has given a sign of life. */
  signs = 0
  signedOut = false
  /** The socket is not admitted any more: the session, or its token, is over. */
  refused = false
  /** Why, as the server has said it. */
  signedOutBecause: SessionEnding | null = null

  static async signIn(url: string, username: string): Promise<DeskClient> {
    const response = await fetch(url + paths.session, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ username, password: 'cordboard', delivery: 'body' }),
    })
    return new DeskClient(url, session.parse(await response.json()))
  }

  constructor(url: string, held: Session) {
    this.url = url
    this.session = held
    this.#socket = io(url, {
      path: REALTIME_PATH,
      auth: { token: held.accessToken, givesSigns: true },
    })
    this.#socket.on('desk', (snapshot) => {
      this.newest = deskSnapshot.parse(snapshot)
      this.revisions.push(this.newest.revision)
    })
    this.#socket.on('sign', (done) => {
      this.signs += 1
      done()
    })
    this.#socket.on('connect_error', (error) => {
      if (error.message === 'signed-out') this.refused = true
    })
    this.#socket.on('signedOut', (because) => {
      this.signedOut = true
      this.signedOutBecause = because
    })
  }

  async twilioAccess(): Promise<TwilioAccess> {
    return twilioAccess.parse((await this.request('GET', paths.twilioAccess)).body)
  }

  async request(method: string, path: string, body?: unknown): Promise<Reply> {
    const headers: Record<string, string> = {
      authorization: `Bearer ${this.session.accessToken}`,
    }
    if (body !== undefined) headers['content-type'] = 'application/json'
    const response = await fetch(this.url + path, {
      method,
      headers,
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
    return { status: response.status, body: await response.json() }
  }

  /** Proves the desk to the server, as a renderer does every five seconds. */
  async prove(): Promise<void> {
    const report = { device: 'registered', microphone: 'live', worker: 'connected' } as const
    await this.#socket.emitWithAck('readiness', report)
  }

  /** Waits for a snapshot in which this is so. */
  sees<Value>(what: string, read: (desk: DeskSnapshot) => Value): Promise<NonNullable<Value>> {
    return until(`the desk sees ${what}`, () => (this.newest === null ? null : read(this.newest)))
  }

  /** Waits for its one call to be in this state. */
  call(kind: CallSnapshot['state']['kind']): Promise<CallSnapshot> {
    return this.sees(`a call that is ${kind}`, ({ calls }) =>
      calls.find(({ state }) => state.kind === kind),
    )
  }

  close(): void {
    this.#socket.close()
  }
}
