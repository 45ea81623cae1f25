import { randomUUID } from 'node:crypto'

import { liveClock } from '../clock.ts'
import type { Clock } from '../clock.ts'
import { LONGEST_CONTENT, MESSAGE_TYPE } from '../messages/user-message.ts'
import type { UserMessage } from '../messages/user-message.ts'
import type { Frame } from '../media/frame.ts'
import type { WebRtcPeer } from '../media/webrtc-peer.ts'
import type { Leg, LegEnd, LegEvents, RingInfo } from '../telephony/audio/leg.ts'
import { encodeParameters } from './custom-parameters.ts'
import { pressKeys } from '../media/press-keys.ts'
import type { DeviceLink, ServerMessage } from './server-messages.ts'

type State =
  /** Made for a call towards the Device, which has not been told of it yet. */
  | { readonly kind: 'idle' }
  /** The Device is invited, or its offer is being made. */
  | { readonly kind: 'inviting'; readonly callSid: string }
  /** The Device called. `callSid` is the Device's own temporary name until it was told the real one. */
  | { readonly kind: 'calling'; readonly callSid: string; readonly sdp: Promise<string> }
  | { readonly kind: 'open'; readonly callSid: string }
  | { readonly kind: 'ended' }

/** A message as the Voice SDK sends it. */
interface DeviceMessage {
  readonly callsid: string
  readonly voiceeventsid: string
  readonly messagetype: string
  readonly content?: unknown
}

export interface ClientLegDeps {
  readonly link: DeviceLink
  readonly clock: Clock
  /** Called when the leg first needs media; a leg that is never rung costs nothing. */
  readonly makePeer: (leg: ClientLeg) => WebRtcPeer
  /** Called once when the leg needs no more messages; `closing` settles when its media is closed. */
  readonly onGone: (leg: ClientLeg, closing: Promise<void>) => void
}

/** One Device's leg of one call. It outlives the socket that began it: a reconnected Device claims it again. */
export class ClientLeg implements Leg {
  readonly kind = 'client'
  /** The secret by which the Device claims this leg on another socket. */
  readonly reconnectToken = randomUUID()
  readonly #deps: ClientLegDeps
  /** The Device's temporary SID for its own call, and the real one: messages with either may arrive. */
  readonly #names = new Set<string>()
  #link: DeviceLink
  #peer: WebRtcPeer | undefined
  #events: LegEvents | undefined
  #state: State = { kind: 'idle' }
  #stopPressing: () => void = () => {}
  /** When the Device's last frame or packet came, in real time. */
  #lastSignMs = 0
  /** One offer after the other. An unusable one may take seconds, which no other message has to wait for. */
  #negotiation: Promise<void> = Promise.resolve()

  constructor(deps: ClientLegDeps) {
    this.#deps = deps
    this.#link = deps.link
  }

  attach(events: LegEvents): void {
    this.#events = events
  }

  /** The call's SID as the Device knows it; null until it has one. */
  get callSid(): string | null {
    return 'callSid' in this.#state ? this.#state.callSid : null
  }

  /** True when a message with this call SID is meant for this leg. */
  isCalled(callSid: string): boolean {
    return this.#state.kind !== 'ended' && this.#names.has(callSid)
  }

  /** The Device's own call begins: its offer is answered while the switch decides. */
  takeOffer(temporarySid: string, offer: string): void {
    const sdp = this.#media().answer(offer)
    this.#names.add(temporarySid)
    this.#state = { kind: 'calling', callSid: temporarySid, sdp }
    sdp.catch(() => this.#fail(31400, 'The offer of this call cannot be used.'))
  }

  ring(info: RingInfo): void {
    if (this.#state.kind !== 'idle') return
    this.#state = { kind: 'inviting', callSid: info.callSid }
    this.#names.add(info.callSid)
    this.#media()
      .offer()
      .then(
        (sdp) => this.#invite(info, sdp),
        () => this.#fail(31500, 'The sandbox could not make an offer.'),
      )
  }

  #invite(info: RingInfo, sdp: string): void {
    if (!this.isCalled(info.callSid)) return
    const params = encodeParameters(info.params)
    this.#send({
      type: 'invite',
      payload: {
        callsid: info.callSid,
        sdp,
        parameters: {
          CallSid: info.callSid,
          AccountSid: info.accountSid,
          ApiVersion: '2010-04-01',
          From: info.from,
          To: info.to,
          ...(params && { Params: params }),
        },
      },
    })
    this.#events?.onRinging()
  }

  progress(callSid: string): void {
    if (this.#state.kind !== 'calling') return
    this.#names.add(callSid)
    this.#state = { ...this.#state, callSid }
    this.#send({ type: 'ringing', payload: { callsid: callSid } })
  }

  accept(callSid: string): void {
    if (this.#state.kind !== 'calling') return
    const { sdp } = this.#state
    this.#names.add(callSid)
    void this.#open(callSid, sdp)
  }

  close(end: LegEnd): void {
    const state = this.#state
    if (state.kind === 'ended') return
    if (state.kind === 'inviting') {
      this.#send({ type: 'cancel', payload: { callsid: state.callSid } })
    } else if (state.kind !== 'idle') {
      const error = errorOf(end)
      this.#send({ type: 'hangup', payload: { callsid: state.callSid, ...(error && { error }) } })
    }
    this.#release()
  }

  read(): Frame | null {
    return this.#state.kind === 'open' ? (this.#peer?.read() ?? null) : null
  }

  write(frame: Frame | null): void {
    if (this.#state.kind === 'open') this.#peer?.write(frame)
  }

  skip(): void {
    if (this.#state.kind === 'open') this.#peer?.skip()
  }

  /** The Device took an invitation. */
  onAnswer(sdp: string): void {
    if (this.#state.kind !== 'inviting') return
    const { callSid } = this.#state
    this.#state = { kind: 'open', callSid }
    this.onSign()
    this.#negotiation = this.#accept(callSid, sdp)
  }

  /** The Device restarts ICE, or changes its media. */
  onReinvite(offer: string): void {
    if (this.#state.kind !== 'open') return
    const { callSid } = this.#state
    this.#negotiation = this.#negotiation.then(() => this.#answerAgain(callSid, offer))
  }

  async #accept(callSid: string, sdp: string): Promise<void> {
    try {
      await this.#media().accept(sdp)
    } catch {
      this.#fail(31400, 'The answer of this call cannot be used.')
      return
    }
    if (!this.isCalled(callSid)) return
    this.#sendAnswer(callSid)
    this.#events?.onAnswered()
  }

  async #answerAgain(callSid: string, offer: string): Promise<void> {
    if (!this.isCalled(callSid)) return
    try {
      const sdp = await this.#media().answer(offer)
      if (this.isCalled(callSid)) this.#sendAnswer(callSid, sdp)
    } catch {
      // The Device keeps its old media when no answer comes, and tries again if that is dead.
    }
  }

  /** The Device has reconnected on another socket; its media never stopped. */
  onReconnect(link: DeviceLink): void {
    if (this.#state.kind !== 'open') return
    this.#link = link
    this.#sendAnswer(this.#state.callSid)
  }

  /** The socket has closed. An answered call goes on while its Device is alive; a ringing one ends. */
  linkLost(): void {
    if (this.#state.kind === 'open') return
    this.end(this.#state.kind === 'inviting' ? { kind: 'no-answer' } : { kind: 'hangup' })
  }

  /** The Device is alive: a frame or a packet of it came. */
  onSign(): void {
    this.#lastSignMs = liveClock(this.#deps.clock).now()
  }

  /** Ends an answered call whose Device has shown no sign of life for so long. One that comes back hears of it. */
  endIfSilent(forMs: number): void {
    if (this.#state.kind !== 'open') return
    const silentMs = liveClock(this.#deps.clock).now() - this.#lastSignMs
    if (silentMs < forMs) return
    this.#send({ type: 'hangup', payload: { callsid: this.#state.callSid } })
    this.end({ kind: 'hangup' })
  }

  /** Keys by signalling: what a Device does that negotiated no telephone events. */
  onDtmf(keys: string): void {
    if (this.#state.kind !== 'open') return
    this.#stopPressing = pressKeys(keys, this.#deps.clock, (key) => this.onKey(key))
  }

  /** A key, by signalling or as a telephone event. */
  onKey(key: string): void {
    if (this.#state.kind === 'open') this.#events?.onKey(key)
  }

  /** The application has a message for the Device. */
  sendMessage({ sid, content }: UserMessage): void {
    const callsid = this.callSid
    if (callsid === null) return
    this.#send({
      type: 'message',
      payload: {
        callsid,
        content,
        contenttype: 'application/json',
        messagetype: MESSAGE_TYPE,
        voiceeventsid: sid,
      },
    })
  }

  /** The Device has a message for the application. Docs: api/errors/31210, 31212. */
  onMessage(message: DeviceMessage): void {
    const { callsid, voiceeventsid, messagetype, content } = message
    const refuse = (code: number, text: string) =>
      this.#send({
        type: 'error',
        payload: { error: { code, message: text }, callsid, voiceeventsid },
      })
    if (messagetype !== MESSAGE_TYPE) return refuse(31210, `Unknown message type: ${messagetype}`)
    if (lengthOf(content) > LONGEST_CONTENT) return refuse(31212, 'The message is too long.')
    this.#send({ type: 'ack', payload: { acktype: 'message', callsid, voiceeventsid } })
    this.#events?.onMessage?.({ sid: voiceeventsid, content: content ?? null })
  }

  /** The Device's side ended it. */
  end(end: LegEnd): void {
    if (this.#state.kind === 'ended') return
    this.#release()
    this.#events?.onEnded(end)
  }

  #fail(code: number, message: string): void {
    const state = this.#state
    if (state.kind === 'ended') return
    if ('callSid' in state) {
      this.#send({ type: 'hangup', payload: { callsid: state.callSid, error: { code, message } } })
    }
    this.end({ kind: 'failed', code, message })
  }

  async #open(callSid: string, sdp: Promise<string>): Promise<void> {
    // An unusable offer has already ended the leg.
    const answer = await sdp.catch(() => null)
    if (answer === null || this.#state.kind !== 'calling') return
    this.#state = { kind: 'open', callSid }
    this.onSign()
    this.#sendAnswer(callSid, answer)
  }

  /** Every answer carries the reconnect token: a call without one ends with its socket. */
  #sendAnswer(callsid: string, sdp?: string): void {
    const reconnect = this.reconnectToken
    this.#send({ type: 'answer', payload: { callsid, reconnect, ...(sdp && { sdp }) } })
  }

  #media(): WebRtcPeer {
    this.#peer ??= this.#deps.makePeer(this)
    return this.#peer
  }

  #send(message: ServerMessage): void {
    this.#link.send(message)
  }

  #release(): void {
    this.#state = { kind: 'ended' }
    this.#stopPressing()
    this.#deps.onGone(this, this.#peer?.close() ?? Promise.resolve())
  }
}

/** A refusal before the answer as the Voice SDK understands it. Docs: api/errors/31480, 31486. */
function errorOf(end: LegEnd): { code: number; message: string } | undefined {
  if (end.kind === 'busy') return { code: 31486, message: 'Busy Here' }
  if (end.kind === 'no-answer') return { code: 31480, message: 'Temporarily Unavailable' }
  if (end.kind === 'failed') return { code: end.code, message: end.message }
  return undefined
}

/** In characters of its JSON. */
function lengthOf(content: unknown): number {
  return JSON.stringify(content ?? null).length
}
