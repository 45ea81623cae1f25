import type { Application } from './application.ts'

/** Multiples of 50 Hz, so that 20 ms of one hold nothing of another. */
const TONES = [450, 600, 750] as const

/** One telephone of a load. */
export interface Party {
  readonly number: string
  readonly plays: number
  /** The tones of those it talks to. */
  readonly hears: readonly number[]
  /** Whether it dials; else it is rung. */
  readonly dials: boolean
}

/** One kind of call: who takes part, and what the application says to those who dial. */
export interface Load {
  readonly name: string
  readonly parties: number
  /** How many events a call tells before all of it talk. */
  readonly events: number
  /** The parties of the call with this index; the application is told what to answer them. */
  make(index: number, application: Application): readonly Party[]
}

const numberOf = (index: number, party: number) => `+1415${5_550_000 + index * 10 + party}`

export const twoParty: Load = {
  name: 'two-party',
  parties: 2,
  events: 1,
  make(index, application) {
    const [caller, callee] = [numberOf(index, 0), numberOf(index, 1)]
    const report = `statusCallbackEvent="answered" statusCallback="${application.eventUrl}"`
    application.onCall(caller, `<Dial><Number ${report}>${callee}</Number></Dial>`)
    return [
      { number: caller, plays: TONES[0], hears: [TONES[1]], dials: true },
      { number: callee, plays: TONES[1], hears: [TONES[0]], dials: false },
    ]
  },
}

export const conferenceOfThree: Load = {
  name: 'conference of three',
  parties: 3,
  events: 3,
  make(index, application) {
    const report = `statusCallbackEvent="join" statusCallback="${application.eventUrl}"`
    const verbs = `<Dial><Conference beep="false" ${report}>room-${index}</Conference></Dial>`
    return TONES.map((plays, party) => {
      const number = numberOf(index, party)
      application.onCall(number, verbs)
      return { number, plays, hears: TONES.filter((hz) => hz !== plays), dials: true }
    })
  },
}
