import type { Clock } from '../clock.ts'
import type { Frame } from '../media/frame.ts'
import type { Answerer, Leg, LegEnd, LegEvents, RingInfo } from '../telephony/audio/leg.ts'
import type { Handset, PhoneVoice } from './handset.ts'

/** How a phone's call stopped, seen from the phone. */
export type EndReason =
  | 'hung-up'
  | 'far-end-hung-up'
  | 'busy'
  | 'rejected'
  | 'no-answer'
  | 'canceled'
  | 'failed'

export interface PhoneCallSnapshot {
  /** Empty for the moment between dialling and the switch's answer. */
  readonly callSid: string
  readonly state: 'dialing' | 'ringing' | 'in-progress' | 'ended'
  readonly direction: 'incoming' | 'outgoing'
  readonly from: string
  readonly to: string
  /** ISO 8601. */
  readonly startedAt: string
  readonly answeredAt: string | null
  readonly endedAt: string | null
  readonly endReason: EndReason | null
}

export interface PhoneCallDeps {
  readonly clock: Clock
  readonly handset: Handset
  readonly direction: 'incoming' | 'outgoing'
  readonly from: string
  readonly to: string
  /** False for a busy phone, which never rings. */
  readonly canRing: boolean
  /** Who a detection would find here. */
  readonly answersAs: Answerer
  /** Called once, when audio begins to flow. */
  readonly onAnswered: (call: PhoneCall) => PhoneVoice
  /** Called at every change of state. */
  readonly onChange: (call: PhoneCall) => void
}

/** One call of one phone. It is kept after its end, so that what was heard can still be read. */
export class PhoneCall implements Leg {
  readonly kind = 'phone'
  readonly handset: Handset
  readonly #deps: PhoneCallDeps
  #now: PhoneCallSnapshot
  #events: LegEvents | undefined

  constructor(deps: PhoneCallDeps) {
    this.#deps = deps
    this.handset = deps.handset
    this.#now = {
      callSid: '',
      state: deps.direction === 'outgoing' ? 'dialing' : 'ringing',
      direction: deps.direction,
      from: deps.from,
      to: deps.to,
      startedAt: this.#time(),
      answeredAt: null,
      endedAt: null,
      endReason: null,
    }
  }

  get snapshot(): PhoneCallSnapshot {
    return this.#now
  }

  answersAs(): Answerer {
    return this.#deps.answersAs
  }

  attach(events: LegEvents): void {
    this.#events = events
  }

  ring(info: RingInfo): void {
    this.#change({ callSid: info.callSid, from: info.from, to: info.to })
    if (this.#deps.canRing) this.#events?.onRinging()
  }

  progress(callSid: string): void {
    if (this.#now.state === 'dialing') this.#change({ callSid, state: 'ringing' })
  }

  accept(callSid: string): void {
    if (this.#now.state === 'ended' || this.#now.state === 'in-progress') return
    this.handset.start(this.#deps.onAnswered(this))
    this.#change({ callSid, state: 'in-progress', answeredAt: this.#time() })
  }

  close(end: LegEnd): void {
    if (this.#now.state !== 'ended') this.#stop(farEndReason(end, this.#now))
  }

  read(): Frame | null {
    return this.handset.read()
  }

  write(frame: Frame | null): void {
    this.handset.write(frame)
  }

  /** Sets the SID that the switch gave to a call that the phone dialled. */
  setCallSid(callSid: string): void {
    if (!this.#now.callSid) this.#change({ callSid })
  }

  /** Takes a call that rings here; otherwise nothing happens. */
  answer(): void {
    if (this.#now.direction !== 'incoming' || this.#now.state !== 'ringing') return
    this.accept(this.#now.callSid)
    this.#events?.onAnswered()
  }

  press(key: string): void {
    if (this.#now.state === 'in-progress') this.#events?.onKey(key)
  }

  /** The phone's own end of the call. */
  end(reason: 'hung-up' | 'busy' | 'rejected'): void {
    if (this.#now.state === 'ended') return
    this.#stop(reason)
    // A carrier reports a declined call as busy.
    this.#events?.onEnded(reason === 'hung-up' ? { kind: 'hangup' } : { kind: 'busy' })
  }

  /** The carrier cannot reach the phone, and says so with this SIP code. */
  fail(sipCode: number): void {
    if (this.#now.state === 'ended') return
    this.#stop('failed')
    this.#events?.onEnded(carrierFailure(sipCode))
  }

  #stop(endReason: EndReason): void {
    this.handset.stop()
    this.#change({ state: 'ended', endedAt: this.#time(), endReason })
  }

  #change(next: Partial<PhoneCallSnapshot>): void {
    this.#now = { ...this.#now, ...next }
    this.#deps.onChange(this)
  }

  #time(): string {
    return new Date(this.#deps.clock.now()).toISOString()
  }
}

/** Docs: api/errors/13224: no carrier delivers calls to this number. */
function carrierFailure(sipCode: number): LegEnd {
  return {
    kind: 'failed',
    code: 13224,
    message: `The carrier answers with SIP ${sipCode}`,
    sipCode,
  }
}

/** A call that was answered was hung up, whatever the switch's reason; before that the reason counts. */
function farEndReason(end: LegEnd, call: PhoneCallSnapshot): EndReason {
  if (call.answeredAt) return 'far-end-hung-up'
  if (end.kind === 'failed' || end.kind === 'busy') return end.kind
  if (call.direction === 'incoming') return 'canceled'
  return end.kind === 'no-answer' ? 'no-answer' : 'far-end-hung-up'
}
