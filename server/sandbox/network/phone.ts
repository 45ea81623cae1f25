import type { Clock } from '../clock.ts'
import type { Hearing } from '../media/meter.ts'
import { SILENCE_DBFS } from '../media/level.ts'
import type { FrameSource } from '../media/frame.ts'
import type { Ticker } from '../media/ticker.ts'
import type { Answerer, Leg, Switch } from '../telephony/audio/leg.ts'
import type { Behaviour } from './behaviour.ts'
import { fail, succeed } from '../result.ts'
import type { NetworkResult } from './network-result.ts'
import { createLateLeg } from './late-leg.ts'
import { createHandset } from './handset.ts'
import type { PhoneVoice } from './handset.ts'
import { PhoneCall } from './phone-call.ts'
import type { PhoneCallSnapshot } from './phone-call.ts'
import { pressKeys } from '../media/press-keys.ts'
import type { Performance, Stage } from './sounds.ts'

/** Who answers for a phone. A `programme` follows its behaviour; a `person` sits at the customer page. */
export type Owner =
  | {
      readonly kind: 'programme'
      readonly behaviour: Behaviour
      readonly performance: () => Promise<NetworkResult<Performance>>
    }
  | { readonly kind: 'person'; readonly voice: PhoneVoice; readonly onChange: () => void }

/** What the one who is called can learn of the caller, beside the number. */
export interface CallerShown {
  readonly name?: string | undefined
  /** The number is not shown, and no name. */
  readonly withheld?: boolean | undefined
}

/** ANONYMOUS on a telephone's keys: `From` where the caller withholds the number. */
const WITHHELD = '+266696687'

export interface PhoneView {
  readonly number: string
  /** `'person'` for a phone of the customer page. */
  readonly behaviour: Behaviour | 'person'
  readonly call: PhoneCallSnapshot | null
  readonly hears: Hearing
  readonly digitsHeard: string
}

export interface PhoneDeps {
  readonly number: string
  readonly owner: Owner
  readonly clock: Clock
  readonly ticker: Ticker
  readonly switchboard: Switch
}

/** A telephone that can have one call: during it, other callers get busy. */
export class Phone {
  readonly number: string
  readonly owner: Owner
  readonly #deps: PhoneDeps
  #call: PhoneCall | null = null
  #timers: (() => void)[] = []

  constructor(deps: PhoneDeps) {
    this.number = deps.number
    this.owner = deps.owner
    this.#deps = deps
  }

  get inCall(): boolean {
    return this.#call !== null && this.#call.snapshot.state !== 'ended'
  }

  view(): PhoneView {
    return {
      number: this.number,
      behaviour: this.owner.kind === 'person' ? 'person' : this.owner.behaviour,
      call: this.#call?.snapshot ?? null,
      hears: this.#call?.handset.hears() ?? { dbfs: SILENCE_DBFS, hz: null },
      digitsHeard: this.#call?.handset.digitsHeard() ?? '',
    }
  }

  /** Everything heard in the current or last call. */
  heardSamples(): Int16Array | null {
    return this.#call?.handset.heardSamples() ?? null
  }

  /** A leg towards this phone. The phone takes the call when it rings, or is busy when it already has one. */
  incomingLeg(): Leg {
    return createLateLeg((from, to) => (this.inCall ? null : this.#begin('incoming', from, to)))
  }

  dial(
    to: string,
    { name, withheld = false }: CallerShown = {},
  ): NetworkResult<{ callSid: string }> {
    if (this.inCall)
      return fail({ code: 'phone-in-use', message: `${this.number} is in a call: hang up first.` })
    const call = this.#begin('outgoing', this.number, to)
    const { callSid } = this.#deps.switchboard.receive({
      leg: call,
      from: withheld ? WITHHELD : this.number,
      to,
      params: {},
      ...(name === undefined || withheld ? {} : { callerName: name }),
    })
    call.setCallSid(callSid)
    return succeed({ callSid })
  }

  answer(): NetworkResult<null> {
    const call = this.#call
    const state = call?.snapshot
    if (!call || state?.direction !== 'incoming' || state.state !== 'ringing') {
      return fail({ code: 'no-call', message: `${this.number} is not ringing.` })
    }
    call.answer()
    return succeed(null)
  }

  /** Ends its call; a ringing phone refuses. */
  hangUp(): NetworkResult<null> {
    const call = this.#call
    if (!call || !this.inCall)
      return fail({ code: 'no-call', message: `${this.number} is in no call.` })
    const { direction, state } = call.snapshot
    call.end(direction === 'incoming' && state === 'ringing' ? 'rejected' : 'hung-up')
    return succeed(null)
  }

  press(keys: string): NetworkResult<null> {
    const call = this.#call
    if (!call || call.snapshot.state !== 'in-progress') {
      return fail({ code: 'no-call', message: `${this.number} is in no answered call.` })
    }
    this.#timers.push(pressKeys(keys, this.#deps.clock, (key) => call.press(key)))
    return succeed(null)
  }

  #begin(direction: 'incoming' | 'outgoing', from: string, to: string): PhoneCall {
    const { owner } = this
    const call = new PhoneCall({
      clock: this.#deps.clock,
      handset: createHandset(this.#deps.ticker),
      direction,
      from,
      to,
      canRing: owner.kind === 'person' || alerts(owner.behaviour),
      answersAs: owner.kind === 'person' ? HUMAN : answererOf(owner.behaviour),
      onAnswered: (answered) => this.#onAnswered(answered),
      onChange: (changed) => {
        if (changed.snapshot.state === 'ended') this.#stopTimers()
        if (owner.kind === 'person') owner.onChange()
      },
    })
    this.#call = call
    if (owner.kind === 'programme' && direction === 'incoming') this.#obey(call, owner.behaviour)
    return call
  }

  /** What a programme does with an incoming call; deferred, so that the switch gets `ringing` first. */
  #obey(call: PhoneCall, { answers }: Behaviour): void {
    if (answers === 'manual' || answers === 'never') return
    if (answers === 'busy') this.#later(0, () => call.end('busy'))
    else if (answers === 'rejects') this.#later(0, () => call.end('rejected'))
    else if ('fails' in answers) this.#later(0, () => call.fail(answers.fails))
    else if ('rejectsAfterSeconds' in answers) {
      this.#later(answers.rejectsAfterSeconds, () => call.end('rejected'))
    } else this.#later(answers.afterSeconds, () => call.answer())
  }

  #onAnswered(call: PhoneCall): PhoneVoice {
    const { owner } = this
    if (owner.kind === 'person') return owner.voice
    const { presses = [], hangsUpAfterSeconds } = owner.behaviour
    for (const { digits, afterSeconds } of presses) {
      this.#later(afterSeconds, () => this.press(digits))
    }
    if (hangsUpAfterSeconds !== undefined) {
      this.#later(hangsUpAfterSeconds, () => call.end('hung-up'))
    }
    return programmeVoice(owner.performance(), {
      press: (keys) => void this.press(keys),
      hangUp: () => call.end('hung-up'),
    })
  }

  #later(seconds: number, run: () => void): void {
    this.#timers.push(this.#deps.clock.after(seconds * 1000, run))
  }

  #stopTimers(): void {
    for (const cancel of this.#timers.splice(0)) cancel()
  }
}

const HUMAN: Answerer = { answeredBy: 'human', greetingSeconds: 0 }

function answererOf({ answeredBy = 'human', greetingSeconds = 0 }: Behaviour): Answerer {
  return { answeredBy, greetingSeconds }
}

/** A phone that is busy or cannot be reached never rings. */
function alerts({ answers }: Behaviour): boolean {
  return answers !== 'busy' && !(typeof answers === 'object' && 'fails' in answers)
}

/** Speaks what the behaviour plays; a built-in phone's speech may not be ready yet, and then starts late. */
function programmeVoice(
  performance: Promise<NetworkResult<Performance>>,
  acts: Omit<Stage, 'hearing'>,
): PhoneVoice {
  let source: FrameSource | undefined
  let hearing: Int16Array | null = null
  void startPerformance()

  async function startPerformance(): Promise<void> {
    const loaded = await performance
    if (loaded.ok) source = loaded.value({ ...acts, hearing: () => hearing })
  }

  return {
    speak: () => source?.read() ?? null,
    hear(frame) {
      hearing = frame
    },
  }
}
