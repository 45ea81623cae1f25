import type { Frame, FrameSource } from '../media/frame.ts'
import { mixMinus } from '../media/mix.ts'
import { limitedSource, ringbackSource, toneSource } from '../media/sources.ts'
import type { Participant } from './participant.ts'

const BEEP = Symbol('beep')
const BEEP_HZ = 880
const BEEP_DBFS = -24
const BEEP_SECONDS = 0.2

/** What a conference's parties hear: the others, a beep, the ringback of somebody who is being rung. */
export class ConferenceAudio {
  readonly #ringbacks = new Map<string, FrameSource>()
  #beep: FrameSource | null = null

  beep(): void {
    this.#beep = limitedSource(toneSource(BEEP_HZ, BEEP_DBFS), BEEP_SECONDS)
  }

  /** The conference hears this call ring until `stopRingback`. */
  startRingback(callSid: string): void {
    this.#ringbacks.set(callSid, ringbackSource())
  }

  stopRingback(callSid: string): void {
    this.#ringbacks.delete(callSid)
  }

  /** Mixes one tick. Until the conference has started nobody is heard, but a ringback is. */
  mix(participants: Iterable<Participant>, started: boolean): void {
    const inputs = new Map<unknown, Frame | null>()
    const parties = [...participants]
    for (const party of parties) inputs.set(party, started ? party.contribution() : null)
    for (const [sid, source] of this.#ringbacks) inputs.set(sid, source.read())
    const beep = this.#beep?.read() ?? null
    if (beep === null) this.#beep = null
    else inputs.set(BEEP, beep)
    const outputs = mixMinus(inputs)
    for (const party of parties) {
      if (!party.call.audio) continue
      const ringing = this.#ringbacks.size > 0 && !started && !party.held
      const instead = ringing ? undefined : party.instead()
      party.call.audio.hears = instead === undefined ? (outputs.get(party) ?? null) : instead
    }
  }
}
