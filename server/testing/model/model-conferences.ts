import type { CallEvent } from '../../calls/model/call-event.ts'
import { placeBehind } from '../../calls/model/place.ts'

export interface ModelLeg {
  readonly callSid: string
  readonly label: string
  readonly partyId: string
  /** `coming`: it has its document. `elsewhere`: in the Conference of another call. */
  state: 'ringing' | 'coming' | 'in' | 'elsewhere' | 'over'
  place: number
  conferenceSid: string
  held: boolean
  muted: boolean
  /** Its document leads it to the next place when its Conference ends, and does not start one. */
  waits: boolean
}

interface ModelConference {
  readonly sid: string
  readonly place: number
  started: boolean
  over: boolean
}

interface Callback {
  readonly event: CallEvent
  readonly at: number
  readonly about: string | null
}

type Status = Extract<CallEvent, { kind: 'leg-status' }>['status']

/** The Conferences of a call as Twilio has them, in as few words as can be: legs, music, and callbacks under way. */
export class ModelConferences {
  readonly legs: ModelLeg[] = []
  callbacks: Callback[] = []
  /** Whether the host of the waiting music answers. Who waits where it does not is led to the next place. */
  musicPlays = true
  /** Whether Twilio lists a Conference in which somebody waits alone. */
  listsWaiting = false
  /** Places whose music could not be had: it cannot be had later either. */
  readonly #silent = new Set<number>()
  readonly #conferences: ModelConference[] = []
  #sequence = 100

  add(leg: Pick<ModelLeg, 'callSid' | 'label' | 'state'> & Partial<ModelLeg>): ModelLeg {
    const added: ModelLeg = {
      partyId: leg.label,
      place: 0,
      conferenceSid: '',
      held: false,
      muted: false,
      waits: false,
      ...leg,
    }
    this.legs.push(added)
    return added
  }

  leg(label: string): ModelLeg | undefined {
    return this.legs.findLast((leg) => leg.label === label)
  }

  get customer(): ModelLeg {
    const leg = this.legs.findLast(({ partyId }) => partyId === 'customer')
    if (leg === undefined) throw new Error('a Conference without a customer')
    return leg
  }

  in(): readonly ModelLeg[] {
    return this.legs.filter(({ state }) => state === 'in')
  }

  /** Everybody else who is where this leg is. */
  with(leg: ModelLeg): readonly ModelLeg[] {
    if (leg.state !== 'in') return []
    return this.in().filter((each) => each !== leg && each.conferenceSid === leg.conferenceSid)
  }

  /** Whether this leg hears music: it waits in a Conference that nobody has started. */
  hearsMusic({ conferenceSid }: ModelLeg): boolean {
    return this.#conferences.some(({ sid, started }) => sid === conferenceSid && !started)
  }

  /** The participants, those who ring too. A Conference by its SID, or else the open one of this place. */
  list(of: { readonly sid: string | null; readonly place: number }): readonly ModelLeg[] {
    const found = this.#conferences.find(
      ({ sid, place, over }) => !over && (of.sid === null ? place === of.place : sid === of.sid),
    )
    if (found === undefined || (!found.started && !this.listsWaiting)) return []
    return this.legs.filter(
      ({ state, conferenceSid }) =>
        conferenceSid === found.sid && (state === 'in' || state === 'ringing'),
    )
  }

  /** Its voice begins or ends; Twilio hears nobody who is on hold or muted. */
  speak(leg: ModelLeg, speaking: boolean, at: number): void {
    if (leg.state !== 'in' || (speaking && (leg.held || leg.muted))) return
    this.say({ kind: 'speech-changed', ...this.#about(leg), speaking }, at)
  }

  hold(leg: ModelLeg, held: boolean, at: number): void {
    if (leg.held === held) return
    leg.held = held
    this.say({ kind: 'hold-changed', ...this.#about(leg), held }, at)
  }

  mute(leg: ModelLeg, muted: boolean, at: number): void {
    if (leg.muted === muted) return
    leg.muted = muted
    this.say({ kind: 'mute-changed', ...this.#about(leg), muted }, at)
  }

  ring(callSid: string, label: string, place: number, at: number): ModelLeg {
    const { sid: conferenceSid } = this.#openAt(place)
    const leg = this.add({ callSid, label, state: 'ringing', place, conferenceSid })
    this.#status(leg, 'ringing', at)
    return leg
  }

  /** Who is rung answers, and who is on the way arrives. */
  answer(leg: ModelLeg, at: number): void {
    if (leg.state === 'coming') return this.join(leg, leg.place, at)
    if (leg.state !== 'ringing') return
    this.#status(leg, 'in-progress', at)
    this.join(leg, leg.place, at)
  }

  fail(leg: ModelLeg, status: 'busy' | 'no-answer' | 'failed', at: number): void {
    if (leg.state !== 'ringing') return
    leg.state = 'over'
    this.#status(leg, status, at)
    this.#endIfEmpty(leg, at)
  }

  hangUp(leg: ModelLeg, at: number): void {
    if (leg.state === 'over') return
    const rang = leg.state === 'ringing'
    this.leave(leg, false, at)
    this.#end(leg, rang ? 'canceled' : 'completed', at)
    this.#endIfEmpty(leg, at)
  }

  join(leg: ModelLeg, place: number, at: number): void {
    const conference = this.#openAt(place)
    Object.assign(leg, { state: 'in', place, conferenceSid: conference.sid })
    Object.assign(leg, { held: false, muted: false })
    if (!leg.waits) conference.started = true
    const { sid: conferenceSid } = conference
    this.say({ kind: 'participant-joined', participant: who(leg), place, conferenceSid }, at)
  }

  /** A customer has the document that leads to this place, and where that fails to the next one. */
  move(leg: ModelLeg, place: number, at: number): void {
    this.leave(leg, true, at)
    leg.waits = true
    const behind = placeBehind(place)
    if (!this.musicPlays) this.#silent.add(place)
    const isStarted = this.#openAt(place).started
    const isSilent = behind !== null && !isStarted && this.#silent.has(place)
    this.join(leg, isSilent ? behind : place, at)
  }

  leave(leg: ModelLeg, moved: boolean, at: number): void {
    if (leg.state !== 'in') return
    leg.state = 'coming'
    const { place, conferenceSid } = leg
    this.say({ kind: 'participant-left', participant: who(leg), place, conferenceSid, moved }, at)
    this.#endIfEmpty(leg, at)
  }

  /** The Conference ends, and with it the legs of all whose document does not lead them on. */
  endConference(conferenceSid: string, at: number): void {
    const conference = this.#conferences.find(({ sid }) => sid === conferenceSid)
    if (conference === undefined || conference.over) return
    conference.over = true
    const { place } = conference
    for (const leg of this.legs.filter((each) => each.conferenceSid === conferenceSid)) {
      if (leg.state !== 'in') continue
      this.leave(leg, true, at)
      const behind = placeBehind(place)
      if (leg.waits && behind !== null) this.join(leg, behind, at)
      else this.hangUp(leg, at)
    }
    this.say({ kind: 'conference-ended', place, conferenceSid, byCallSid: null }, at)
  }

  /** `about`: the leg by which the webhook finds the call. */
  say(event: CallEvent, at: number, about: string | null = null): void {
    this.callbacks.push({ event, at, about })
  }

  #openAt(place: number): ModelConference {
    const found = this.#conferences.find((each) => each.place === place && !each.over)
    if (found !== undefined) return found
    const sid = `CF${this.#conferences.length + 1}`
    const opened = { sid, place, started: false, over: false }
    this.#conferences.push(opened)
    return opened
  }

  #endIfEmpty({ conferenceSid, place, callSid: byCallSid }: ModelLeg, at: number): void {
    const conference = this.#conferences.find(({ sid }) => sid === conferenceSid)
    if (conference === undefined || conference.over) return
    const isUsed = this.legs.some(
      (each) =>
        each.conferenceSid === conferenceSid && (each.state === 'in' || each.state === 'ringing'),
    )
    if (isUsed) return
    conference.over = true
    this.say({ kind: 'conference-ended', place, conferenceSid, byCallSid }, at)
  }

  #end(leg: ModelLeg, status: Status, at: number): void {
    leg.state = 'over'
    if (leg.partyId === 'customer') this.say({ kind: 'customer-left' }, at, leg.callSid)
    else this.#status(leg, status, at)
  }

  #about(leg: ModelLeg) {
    this.#sequence += 1
    const { conferenceSid } = leg
    return { participant: who(leg), stamp: { conferenceSid, sequence: this.#sequence } }
  }

  #status({ partyId, callSid }: ModelLeg, status: Status, at: number): void {
    this.say({ kind: 'leg-status', partyId, callSid, status }, at)
  }
}

export function who({ label, callSid }: ModelLeg) {
  return { label, callSid }
}
