import type { CallEffect } from '../calls/model/call-effect.ts'
import type { CallEvent, Reading } from '../calls/model/call-event.ts'
import type { RecordingCommand } from '../calls/runtime/run-recording.ts'
import { ModelRecordings, isOfRecording } from './model-recordings.ts'

/** How a request fares: carried out, declined, or without an answer before or after the change. */
export type Fate = 'done' | 'refused' | 'lost-request' | 'lost-reply'

export interface ModelLeg {
  readonly callSid: string
  readonly label: string
  /** `elsewhere`: in the Conference of another call. */
  state: 'ringing' | 'in' | 'queued' | 'elsewhere' | 'over'
  held: boolean
  muted: boolean
}

interface Callback {
  readonly event: CallEvent
  readonly at: number
}

const CONFERENCE = 'CF1'

/** A Conference as Twilio has it, in as few words as can be: legs, music, and callbacks under way. */
export class ModelTwilio {
  readonly legs: ModelLeg[] = []
  callbacks: Callback[] = []
  readonly tasks = new Map<string, 'open' | 'over'>()
  readonly recordings = new ModelRecordings()
  /** What other calls were told of their customers who were to come into this one. */
  readonly told = new Map<string, boolean>()
  /** An agent has ended what may include another call's customer. */
  mayEndElsewhere = false
  readonly #notTaken = new Set<string>()
  #sequence = 100
  #count = 0
  #over = false

  constructor(parties: readonly { readonly callSid: string; readonly label: string }[]) {
    for (const party of parties) {
      this.legs.push({ ...party, state: 'in', held: false, muted: false })
    }
  }

  leg(label: string): ModelLeg | undefined {
    return this.legs.findLast((leg) => leg.label === label)
  }

  get customer(): ModelLeg {
    const leg = this.leg('customer')
    if (leg === undefined) throw new Error('a Conference without a customer')
    return leg
  }

  in(): readonly ModelLeg[] {
    return this.legs.filter(({ state }) => state === 'in')
  }

  /** Carries a command out, or not; what the server learns at once is the answer. */
  run(command: CallEffect, fate: Fate, at: number): CallEvent | null {
    switch (command.kind) {
      case 'ring-party':
        return this.#ring(command.party.partyId, fate, at)
      case 'end-leg':
        return this.#endLeg(command.callSid, fate, at)
      case 'set-hold':
      case 'set-mute':
        return this.#set(command, fate, at)
      case 'press-keys':
        return fate === 'done'
          ? null
          : {
              kind: 'keys-failed',
              partyId: command.partyId,
              failure: fate === 'refused' ? 'refused' : 'unreachable',
            }
      case 'requeue-caller':
        return this.#requeue(fate, at)
      case 'request-adoption':
        return this.#handOver(command.invitee.partyId, fate, at)
      case 'move-party':
        return this.#moveHere(command, fate, at)
      case 'report-merge':
        this.told.set(command.partyId, command.done)
        return null
      case 'end-conversation':
        return this.#endAll(command.legs, fate, at)
      case 'read-call': {
        const found = fate === 'done' ? this.reading() : unreadable
        return { kind: 'call-read', asOfRequest: command.asOfRequest, reading: found }
      }
      default:
        return isOfRecording(command) ? this.#record(command, fate, at) : this.#task(command, at)
    }
  }

  #record(command: RecordingCommand, fate: Fate, at: number): CallEvent | null {
    const leg = this.legs.find(({ callSid }) => callSid === command.callSid)
    const isUp = leg !== undefined && leg.state !== 'over'
    const [answer, ...told] = this.recordings.run(command, fate, isUp)
    for (const event of told) this.#say(event, at)
    return answer ?? null
  }

  reading(): Reading {
    const listed = this.legs.filter(({ state }) => state === 'in' || state === 'ringing')
    return {
      participants: listed.map(({ callSid, label, held, muted, state }) => ({
        participant: { callSid, label },
        held,
        muted,
        answered: state === 'in',
      })),
      customerCall: this.customer.state === 'over' ? 'gone' : 'live',
    }
  }

  /** Its voice begins or ends; Twilio hears nobody who is on hold or muted. */
  speak(leg: ModelLeg, speaking: boolean, at: number): void {
    if (leg.state !== 'in' || (speaking && (leg.held || leg.muted))) return
    this.#sequence += 1
    const heard = { conferenceSid: CONFERENCE, sequence: this.#sequence }
    this.#say({ kind: 'speech-changed', participant: who(leg), speaking, stamp: heard }, at)
  }

  answer(leg: ModelLeg, at: number): void {
    if (leg.state !== 'ringing') return
    leg.state = 'in'
    this.#status(leg, 'in-progress', at)
    this.#conference(
      { kind: 'participant-joined', participant: who(leg), place: 1, conferenceSid: CONFERENCE },
      at,
    )
  }

  fail(leg: ModelLeg, status: 'busy' | 'no-answer' | 'failed', at: number): void {
    if (leg.state !== 'ringing') return
    leg.state = 'over'
    this.#status(leg, status, at)
  }

  hangUp(leg: ModelLeg, at: number): void {
    if (leg.state === 'over') return
    const rang = leg.state === 'ringing'
    this.#leave(leg, at)
    leg.state = 'over'
    for (const event of this.recordings.end(leg.callSid)) this.#say(event, at)
    if (leg.label === 'customer') this.#say({ kind: 'customer-left' }, at)
    else this.#status(leg, rang ? 'canceled' : 'completed', at)
  }

  #ring(label: string, fate: Fate, at: number): CallEvent {
    const refused = { kind: 'ring-failed', partyId: label } as const
    if (fate === 'refused') return { ...refused, failure: 'refused' }
    if (fate === 'lost-request') return { ...refused, failure: 'unreachable' }
    this.#count += 1
    const callSid = `CA-rung-${this.#count}`
    const leg: ModelLeg = { callSid, label, state: 'ringing', held: false, muted: false }
    this.legs.push(leg)
    this.#status(leg, 'ringing', at)
    if (fate === 'lost-reply') return { ...refused, failure: 'unreachable' }
    return { kind: 'ring-created', partyId: label, callSid, place: 1, conferenceSid: CONFERENCE }
  }

  #endLeg(callSid: string, fate: Fate, at: number): CallEvent | null {
    const leg = this.legs.find((each) => each.callSid === callSid)
    if (fate === 'lost-request') return { kind: 'end-failed', callSid }
    this.#mayEnd(leg)
    if (leg !== undefined) this.hangUp(leg, at)
    return fate === 'lost-reply' ? { kind: 'end-failed', callSid } : null
  }

  #set(
    command: Extract<CallEffect, { kind: 'set-hold' | 'set-mute' }>,
    fate: Fate,
    at: number,
  ): CallEvent | null {
    const leg = this.legs.find(({ callSid }) => callSid === command.callSid)
    const gone = leg === undefined || leg.state !== 'in'
    const failure = fate === 'refused' || gone ? 'refused' : 'unreachable'
    const { partyId } = command
    const no: CallEvent =
      command.kind === 'set-hold'
        ? { kind: 'hold-failed', partyId, hold: command.hold, failure }
        : { kind: 'mute-failed', partyId, mute: command.mute, failure }
    if (gone || fate === 'refused' || fate === 'lost-request') return no
    this.#sequence += 1
    const heard = { conferenceSid: CONFERENCE, sequence: this.#sequence }
    if (command.kind === 'set-hold' && leg.held !== command.hold) {
      leg.held = command.hold
      this.#say({ kind: 'hold-changed', participant: who(leg), held: leg.held, stamp: heard }, at)
    } else if (command.kind === 'set-mute' && leg.muted !== command.mute) {
      leg.muted = command.mute
      this.#say({ kind: 'mute-changed', participant: who(leg), muted: leg.muted, stamp: heard }, at)
    }
    return fate === 'lost-reply' ? no : null
  }

  #requeue(fate: Fate, at: number): CallEvent {
    const leg = this.customer
    if (leg.state === 'over') return { kind: 'customer-left' }
    if (fate === 'lost-request' || fate === 'refused') return { kind: 'requeue-failed' }
    this.#leave(leg, at)
    leg.state = 'queued'
    leg.held = false
    return { kind: fate === 'lost-reply' ? 'requeue-failed' : 'caller-queued' }
  }

  #endAll(legs: readonly string[], fate: Fate, at: number): CallEvent | null {
    const refused = { kind: 'hang-up-failed', failure: 'unreachable' } as const
    if (fate === 'lost-request') return refused
    const named = this.legs.filter(({ callSid }) => legs.includes(callSid))
    for (const leg of new Set([...this.in(), ...named])) {
      this.#mayEnd(leg)
      this.hangUp(leg, at)
    }
    return fate === 'lost-reply' ? refused : null
  }

  #mayEnd(leg: ModelLeg | undefined): void {
    if (leg?.state !== 'elsewhere' || this.mayEndElsewhere) return
    // With nobody left here there is nowhere to come to.
    if (leg.label === 'customer' || this.in().length > 0) {
      throw new Error(`${leg.label} was hung up on in another call`)
    }
  }

  /** Another call's customer, who may come here. */
  elsewhere(label: string): string {
    this.#count += 1
    const callSid = `CA-moved-${this.#count}`
    this.legs.push({ callSid, label, state: 'elsewhere', held: false, muted: false })
    return callSid
  }

  /** The other call takes the customer in, or does not, and says so until it was heard. */
  #handOver(partyId: string, fate: Fate, at: number): null {
    const leg = this.customer
    if (fate === 'lost-request') return null
    if (leg.state === 'in' && fate !== 'refused' && !this.#notTaken.has(partyId)) {
      this.#leave(leg, at)
      leg.state = 'elsewhere'
      leg.held = false
    } else if (leg.state !== 'elsewhere') this.#notTaken.add(partyId)
    if (fate === 'lost-reply') return null
    const kind = leg.state === 'elsewhere' ? 'merge-done' : 'merge-failed'
    this.#say({ kind, partyId }, at)
    return null
  }

  #moveHere(
    { callSid, partyId }: Extract<CallEffect, { kind: 'move-party' }>,
    fate: Fate,
    at: number,
  ): CallEvent | null {
    const leg = this.legs.find((each) => each.callSid === callSid)
    const gone = leg === undefined || leg.state !== 'elsewhere'
    const failure = fate === 'refused' || gone ? 'refused' : 'unreachable'
    const no = { kind: 'party-move-failed', partyId, failure } as const
    if (gone || fate === 'refused' || fate === 'lost-request') return no
    leg.state = 'in'
    this.#conference(
      { kind: 'participant-joined', participant: who(leg), place: 1, conferenceSid: CONFERENCE },
      at,
    )
    return fate === 'lost-reply' ? no : null
  }

  #task(command: CallEffect, at: number): CallEvent | null {
    switch (command.kind) {
      case 'create-task': {
        const { partyId } = command
        const taskSid = `WT-${partyId}`
        this.tasks.set(taskSid, 'open')
        const reservationSid = `WR-${partyId}`
        this.#say({ kind: 'task-reserved', partyId, taskSid, reservationSid }, at)
        return { kind: 'task-created', partyId, taskSid }
      }
      case 'accept-reservation':
        return this.tasks.get(command.taskSid) === 'open'
          ? { kind: 'accept-succeeded', reservationSid: command.reservationSid }
          : {
              kind: 'accept-failed',
              reservationSid: command.reservationSid,
              failure: 'refused',
            }
      case 'wrap-reservation':
      case 'complete-reservation':
      case 'cancel-task':
        this.tasks.set(command.taskSid, 'over')
        return null
      default:
        return null
    }
  }

  #leave(leg: ModelLeg, at: number): void {
    if (leg.state !== 'in') return
    leg.state = 'over'
    this.#conference(
      { kind: 'participant-left', participant: who(leg), place: 1, conferenceSid: CONFERENCE },
      at,
    )
    if (this.in().length > 0 || this.#over) return
    if (this.legs.some(({ state }) => state === 'ringing')) return
    this.#over = true
    const byCallSid = leg.callSid
    this.#conference(
      { kind: 'conference-ended', place: 1, conferenceSid: CONFERENCE, byCallSid },
      at,
    )
  }

  #status(leg: ModelLeg, status: Status, at: number): void {
    const { label: partyId, callSid } = leg
    this.#say({ kind: 'leg-status', partyId, callSid, status }, at)
  }

  #conference(event: CallEvent, at: number): void {
    this.#sequence += 1
    this.#say(event, at)
  }

  #say(event: CallEvent, at: number): void {
    this.callbacks.push({ event, at })
  }
}

type Status = Extract<CallEvent, { kind: 'leg-status' }>['status']

const unreadable: Reading = { participants: null, customerCall: 'unknown' }

function who({ label, callSid }: ModelLeg) {
  return { label, callSid }
}
