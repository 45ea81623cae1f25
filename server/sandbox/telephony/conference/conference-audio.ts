import type { Frame, FrameSource } from '../../media/frame.ts'
import { createMixer } from '../../media/mix.ts'
import { limitedSource, ringbackSource, toneSource } from '../../media/sources.ts'
import type { Participant } from './participant.ts'

const BEEP_HZ = 880
const BEEP_DBFS = -24
const BEEP_SECONDS = 0.2

/** What a conference's parties hear: the others, a beep, the ringback of somebody who is being rung. */
export class ConferenceAudio {
  readonly #ringbacks = new Map<string, FrameSource>()
  readonly #mixer = createMixer()
  readonly #extras = createMixer()
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
   * by the one who is coached. What is `announced` is heard by all but those on hold. Runs fifty times a second for
   * every conference, and so makes no objects.
   */
  mix(parties: ReadonlyMap<string, Participant>, started: boolean, announced: Frame | null): void {
    this.#sumUp(parties, started)
    let coached = false
    if (started) for (const party of parties.values()) coached ||= party.coaches !== null
    for (const party of parties.values()) {
      if (!party.call.audio) continue
      const ringing = this.#ringbacks.size > 0 && !started && !party.held
      const music = ringing ? undefined : party.instead()
      const own = started ? party.contribution() : null
      const heard = music === undefined ? this.#mixer.without(own, party.ear) : music
      const extras = this.#extras
      extras.clear()
      if (coached && music === undefined) {
        for (const coach of parties.values()) extras.add(coach.whisper(party))
      }
      if (!party.held) extras.add(announced)
      extras.add(party.announcement.read())
      if (extras.voices === 0) party.call.audio.hears = heard
      else {
        extras.add(heard)
        party.call.audio.hears = extras.without(null, party.ear)
      }
    }
  }

  /** Everybody's voice, the ringbacks and the beep. */
  #sumUp(parties: ReadonlyMap<string, Participant>, started: boolean): void {
    const mixer = this.#mixer
    mixer.clear()
    if (started) for (const party of parties.values()) mixer.add(party.contribution())
    for (const source of this.#ringbacks.values()) mixer.add(source.read())
    const beep = this.#beep?.read() ?? null
    if (beep === null) this.#beep = null
    mixer.add(beep)
  }
}
