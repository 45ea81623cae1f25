import type { Frame, FrameSource } from '../media/frame.ts'
import { mixAll, mixMinus } from '../media/mix.ts'
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

  /**
   * Mixes one tick. Until the conference has started nobody is heard, but a ringback is. A coach hears all and is heard
   * by the one who is coached. What is `announced` is heard by all but those on hold.
   */
  mix(participants: Iterable<Participant>, started: boolean, announced: Frame | null): void {
    const inputs = new Map<unknown, Frame | null>()
    const parties = [...participants]
    for (const party of parties) inputs.set(party, started ? party.contribution() : null)
    for (const [sid, source] of this.#ringbacks) inputs.set(sid, source.read())
    const beep = this.#beep?.read() ?? null
    if (beep === null) this.#beep = null
    else inputs.set(BEEP, beep)
    const outputs = mixMinus(inputs)
    const coaches = started ? parties.filter((party) => party.coaches !== null) : []
    for (const party of parties) {
      if (!party.call.audio) continue
      const ringing = this.#ringbacks.size > 0 && !started && !party.held
      const music = ringing ? undefined : party.instead()
      const heard = music === undefined ? (outputs.get(party) ?? null) : music
      const besides = [
        ...(music === undefined ? coaches.map((coach) => coach.whisper(party)) : []),
        party.held ? null : announced,
        party.announcement.read(),
      ].filter((frame) => frame !== null)
      party.call.audio.hears = besides.length === 0 ? heard : mixAll([heard, ...besides])
    }
  }
}
