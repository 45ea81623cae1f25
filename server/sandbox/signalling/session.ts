import { assertNever } from '../assert-never.ts'
import type { ClientLeg } from './client-leg.ts'
import type { ClientMessage } from './client-messages.ts'
import { decodeParameters } from './custom-parameters.ts'
import type { DevicesContext } from './devices-context.ts'
import type { DeviceLink } from './server-messages.ts'
import { verifyVoiceToken } from './token.ts'
import type { VoiceToken } from './token.ts'

const EXPIRED = 'The token has expired.'

type Invite = Extract<ClientMessage, { type: 'invite' }>['payload']

/** A Device as the control API shows it. */
export interface DeviceView {
  /** Null until its token was accepted, and after it has expired. */
  readonly identity: string | null
  readonly registered: boolean
  /** ISO 8601. */
  readonly tokenExpiresAt: string | null
  readonly callSids: readonly string[]
}

/** One Device on one socket, from its first `listen` until the socket closes. */
export class Session {
  readonly #context: DevicesContext
  readonly #link: DeviceLink
  readonly #legs = new Set<ClientLeg>()
  #token: VoiceToken | undefined
  #jwt = ''
  #registered = false
  #stopExpiry: () => void = () => {}
  #closed = false

  constructor(context: DevicesContext, link: DeviceLink) {
    this.#context = context
    this.#link = link
  }

  /** The identity in its token; null without a token. */
  get identity(): string | null {
    return this.#token?.identity ?? null
  }

  view(): DeviceView {
    const expiresAt = this.#token?.expiresAt
    return {
      identity: this.identity,
      registered: this.#registered,
      tokenExpiresAt: expiresAt === undefined ? null : new Date(expiresAt).toISOString(),
      callSids: [...this.#legs].flatMap(({ callSid }) => callSid ?? []),
    }
  }

  /** Expires the token before its time. */
  expire(): void {
    this.#context.expiredTokens.add(this.#jwt)
    this.#refuse(31205, EXPIRED)
  }

  /** The identity under which this Device can be rung, or null while it cannot. */
  get registeredAs(): string | null {
    return this.#registered ? (this.#token?.identity ?? null) : null
  }

  /** A fresh leg towards this Device. */
  legTowards(): ClientLeg {
    return this.#newLeg()
  }

  /** Handles one message. Call it again only after the promise settled: the order of messages matters. */
  async handle(message: ClientMessage): Promise<void> {
    switch (message.type) {
      case 'listen':
        await this.#listen(message.payload.token)
        return
      case 'register':
        this.#register(message.payload.media.audio)
        return
      case 'invite':
        this.#invite(message.payload)
        return
      case 'answer':
        this.#leg(message.payload.callsid)?.onAnswer(message.payload.sdp)
        return
      case 'reinvite':
        this.#leg(message.payload.callsid)?.onReinvite(message.payload.sdp)
        return
      case 'hangup':
        this.#leg(message.payload.callsid)?.end({ kind: 'hangup' })
        return
      case 'reject':
        // Chosen, because no page says it: a declined invitation counts as busy, like SIP's 603.
        this.#leg(message.payload.callsid)?.end({ kind: 'busy' })
        return
      case 'dtmf':
        this.#leg(message.payload.callsid)?.onDtmf(message.payload.dtmf)
        return
      case 'message':
        this.#leg(message.payload.callsid)?.onMessage(message.payload)
        return
      default:
        assertNever(message)
    }
  }

  /** A frame came, whatever it says: the Device is alive. */
  onSign(): void {
    for (const leg of this.#legs) leg.onSign()
  }

  /** The socket closed: answered calls go on, for their Device may come back. */
  onSocketClosed(): void {
    this.#closed = true
    this.#registered = false
    this.#stopExpiry()
    for (const leg of this.#legs) leg.linkLost()
  }

  async #listen(jwt: string): Promise<void> {
    const { account, clock, expiredTokens } = this.#context
    const check = await verifyVoiceToken(jwt, account, clock)
    if (this.#closed) return
    if (expiredTokens.has(jwt)) return this.#refuse(31205, EXPIRED)
    if (!check.ok) {
      this.#refuse(check.refusal.code, check.refusal.message)
      return
    }
    this.#token = check.token
    this.#jwt = jwt
    this.#watchExpiry(check.token)
    const ttl = Math.floor((check.token.expiresAt - this.#context.clock.now()) / 1000)
    this.#link.send({
      type: 'connected',
      payload: {
        edge: 'ashburn',
        region: 'US_EAST_VIRGINIA',
        home: 'us1',
        gateway: 'sandbox',
        token: { identity: check.token.identity, ttl },
      },
    })
  }

  #watchExpiry(token: VoiceToken): void {
    this.#stopExpiry()
    const { clock } = this.#context
    this.#stopExpiry = clock.after(token.expiresAt - clock.now(), () => {
      this.#refuse(31205, EXPIRED)
    })
  }

  /** Without a valid token a Device is offline. A call in progress goes on, as with Twilio. */
  #refuse(code: number, message: string): void {
    this.#token = undefined
    this.#registered = false
    this.#stopExpiry()
    this.#link.send({ type: 'error', payload: { error: { code, message } } })
    if (code === 31205) this.#link.send({ type: 'offline', payload: {} })
  }

  #register(available: boolean): void {
    if (!available) {
      this.#registered = false
      this.#link.send({ type: 'offline', payload: {} })
    } else if (!this.#token) {
      this.#refuse(31204, 'Register needs a valid token.')
    } else if (!this.#token.incomingAllowed) {
      const message = 'The token does not allow incoming calls (voice.incoming.allow).'
      this.#link.send({ type: 'error', payload: { error: { code: 31201, message } } })
    } else {
      this.#registered = true
      this.#link.send({ type: 'ready', payload: {} })
    }
  }

  #invite({ callsid, sdp, reconnect, twilio }: Invite): void {
    if (reconnect !== undefined) {
      this.#reclaim(callsid, reconnect)
      return
    }
    const token = this.#token
    if (!token?.applicationSid) {
      const message = token
        ? 'The token names no TwiML App (voice.outgoing.application_sid).'
        : 'A call needs a valid token.'
      this.#hangUp(callsid, token ? 31201 : 31204, message)
      return
    }
    const leg = this.#newLeg()
    leg.takeOffer(callsid, sdp)
    this.#context.switchboard.receive({
      leg,
      from: `client:${token.identity}`,
      to: '',
      applicationSid: token.applicationSid,
      params: { ...token.outgoingParams, ...decodeParameters(twilio.params ?? '') },
    })
  }

  #reclaim(callsid: string, reconnectToken: string): void {
    const leg = this.#context.claims.get(reconnectToken)
    if (!leg?.isCalled(callsid)) {
      this.#hangUp(callsid, 31481, 'This call is over.')
      return
    }
    // The old socket may notice its end only later; it must not end the call then.
    this.#context.release(leg)
    this.#legs.add(leg)
    leg.onReconnect(this.#link)
  }

  #hangUp(callsid: string, code: number, message: string): void {
    this.#link.send({ type: 'hangup', payload: { callsid, error: { code, message } } })
  }

  #newLeg(): ClientLeg {
    const leg = this.#context.newLeg(this.#link)
    this.#legs.add(leg)
    return leg
  }

  #leg(callSid: string): ClientLeg | undefined {
    return [...this.#legs].find((leg) => leg.isCalled(callSid))
  }

  /** Removes the leg from this session. */
  forget(leg: ClientLeg): void {
    this.#legs.delete(leg)
  }
}
