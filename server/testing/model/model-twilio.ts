import type { CallEffect, EffectOf } from '../../calls/model/call-effect.ts'
import type { CallEvent, CallReading, Reading } from '../../calls/model/call-event.ts'
import { getLeg } from '../../calls/model/call.ts'
import type { Call } from '../../calls/model/call.ts'
import { whyPlace } from '../../calls/runtime/run-placing.ts'
import type { RecordingCommand } from '../../calls/runtime/run-recording.ts'
import { TRIES, isRingWanted } from '../../calls/runtime/run-ring.ts'
import { ModelConferences, who } from './model-conferences.ts'
import type { ModelLeg } from './model-conferences.ts'
import { ModelRecordings, isOfRecording } from './model-recordings.ts'
import { ModelTasks } from './model-tasks.ts'
import type { Answer, TaskCommand } from './model-tasks.ts'

/** How a request fares: carried out, declined, or without an answer before or after the change. */
export type Fate = 'done' | 'refused' | 'lost-request' | 'lost-reply'

/** The call as the effect sees it, and how often it was put off. */
interface Context {
  readonly call: Call
  readonly attempts: number
  readonly at: number
}

/** What Twilio does with the effects of one call. */
export class ModelTwilio extends ModelConferences {
  readonly recordings = new ModelRecordings()
  readonly tasks = new ModelTasks()
  /** What other calls were told of their customers who were to come into this one. */
  readonly told = new Map<string, boolean>()
  /** An agent has ended what may include another call's customer. */
  mayEndElsewhere = false
  /** Looks at every move of a customer before it is made. */
  onMove: (leg: ModelLeg, command: CallEffect['kind']) => void = () => undefined
  readonly #notTaken = new Set<string>()
  #count = 0

  /** Carries a command out, or not; what the server learns at once is the answer. */
  run(command: CallEffect, fate: Fate, context: Context): Answer {
    const { call, at } = context
    switch (command.kind) {
      case 'ring-agent':
        return this.#ring(command, command.leg.partyId, fate, context)
      case 'ring-party':
        return this.#ring(command, command.party.partyId, fate, context)
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
      case 'place-customer':
        return this.#place(command, fate, context)
      case 'request-adoption':
        return this.#handOver(command.invitee.partyId, fate, at)
      case 'move-party':
        return this.#moveHere(command, fate, context)
      case 'report-merge':
        this.#report(command, context)
        return null
      case 'end-conversation':
        return this.#endAll(command, fate, at)
      case 'read-call': {
        const reading = fate === 'done' ? this.reading(call) : unreadable
        return { kind: 'call-read', asOfRequest: command.asOfRequest, reading }
      }
      default:
        if (isOfRecording(command)) return this.#record(command, fate, at)
        return isOfTask(command)
          ? this.tasks.run(command, fate, context, (event) => this.say(event, at))
          : null
    }
  }

  #record(command: RecordingCommand, fate: Fate, at: number): CallEvent | null {
    const leg = this.legs.find(({ callSid }) => callSid === command.callSid)
    const isUp = leg !== undefined && leg.state !== 'over'
    const [answer, ...told] = this.recordings.run(command, fate, isUp)
    for (const event of told) this.say(event, at)
    return answer ?? null
  }

  reading(call: Call): Reading {
    const { conferenceSid: sid, place } = call
    const known = this.list({ sid, place })
    const listed = known.length === 0 ? this.list({ sid: null, place }) : known
    const found = listed[0]?.conferenceSid
    return {
      ...(found === undefined ? {} : { conferenceSid: found }),
      participants: listed.map((leg) => ({
        participant: who(leg),
        held: leg.held,
        muted: leg.muted,
        answered: leg.state === 'in',
      })),
      customerCall: this.#readLeg(call.customer.callSid),
      agentCall: this.#readLeg(getLeg(call.phase)?.callSid ?? null),
    }
  }

  #readLeg(callSid: string | null): CallReading {
    const leg = this.legs.find((each) => each.callSid === callSid)
    if (leg === undefined) return 'unknown'
    if (leg.state === 'over') return 'gone'
    return leg.state === 'ringing' ? 'live' : 'answered'
  }

  override hangUp(leg: ModelLeg, at: number): void {
    super.hangUp(leg, at)
    for (const event of this.recordings.end(leg.callSid)) this.say(event, at)
  }

  #ring(
    command: EffectOf<'ring-agent' | 'ring-party'>,
    label: string,
    fate: Fate,
    { call, attempts, at }: Context,
  ): Answer {
    const { place } = call
    if (attempts > 0) {
      const found = this.list({ sid: call.conferenceSid, place }).find((leg) => leg.label === label)
      if (found !== undefined) return this.#rung(found)
    }
    if (!isRingWanted(call, command)) return null
    const refused = { kind: 'ring-failed', partyId: label } as const
    const isAgent = command.kind === 'ring-agent'
    const lost =
      isAgent || attempts + 1 < TRIES ? 'later' : { ...refused, failure: 'unreachable' as const }
    if (fate === 'refused') return { ...refused, failure: 'refused' }
    if (fate === 'lost-request') return lost
    if (this.customer.state === 'over' && isAgent) return { kind: 'customer-left' }
    this.#count += 1
    const leg = this.ring(`CA-rung-${this.#count}`, label, place, at)
    return fate === 'lost-reply' ? lost : this.#rung(leg)
  }

  #rung({ label: partyId, callSid, place, conferenceSid }: ModelLeg): CallEvent {
    return { kind: 'ring-created', partyId, callSid, place, conferenceSid }
  }

  #endLeg(callSid: string, fate: Fate, at: number): CallEvent | null {
    const leg = this.legs.find((each) => each.callSid === callSid)
    if (fate === 'lost-request') return { kind: 'end-failed', callSid }
    this.#mayEnd(leg)
    if (leg !== undefined) this.hangUp(leg, at)
    return fate === 'lost-reply' ? { kind: 'end-failed', callSid } : null
  }

  #set(command: EffectOf<'set-hold' | 'set-mute'>, fate: Fate, at: number): CallEvent | null {
    const leg = this.legs.find(({ callSid }) => callSid === command.callSid)
    const gone =
      leg === undefined || leg.state !== 'in' || leg.conferenceSid !== command.conferenceSid
    const failure = fate === 'refused' || gone ? 'refused' : 'unreachable'
    const { partyId } = command
    const no: CallEvent =
      command.kind === 'set-hold'
        ? { kind: 'hold-failed', partyId, hold: command.hold, failure }
        : { kind: 'mute-failed', partyId, mute: command.mute, failure }
    if (gone || fate === 'refused' || fate === 'lost-request') return no
    if (command.kind === 'set-hold') this.hold(leg, command.hold, at)
    else this.mute(leg, command.mute, at)
    return fate === 'lost-reply' ? no : null
  }

  /** As `runPlacing` does it. */
  #place(
    { place }: EffectOf<'place-customer'>,
    fate: Fate,
    { call, attempts, at }: Context,
  ): Answer {
    const why = whyPlace(call, place)
    const leg = this.customer
    if (why === null) return null
    if (leg.state === 'over') return { kind: 'customer-left' }
    const no: Answer = why === 'transfer' ? { kind: 'placing-failed', place } : 'later'
    if (fate === 'lost-request' || fate === 'refused') return no
    const placed = { kind: 'customer-placed', place } as const
    const looks = attempts > 0 || why === 'meeting'
    if (looks && this.list({ sid: null, place }).includes(leg)) return placed
    if (looks && why === 'waiting') return { kind: 'placing-failed', place }
    this.onMove(leg, 'place-customer')
    this.move(leg, place, at)
    return fate === 'lost-reply' ? no : placed
  }

  /** The other call looks where its customer is. Who came late to a talk stays in it; others are taken back. */
  #report({ partyId, done }: EffectOf<'report-merge'>, { call, at }: Context): void {
    this.told.set(partyId, done)
    const leg = this.leg(partyId)
    if (done || leg?.state !== 'in' || call.phase.kind === 'active') return
    this.leave(leg, true, at)
    leg.state = 'elsewhere'
  }

  #endAll(command: EffectOf<'end-conversation'>, fate: Fate, at: number): CallEvent | null {
    const { customerCallSid, conferenceSid, legs } = command
    const refused = { kind: 'hang-up-failed', failure: 'unreachable' } as const
    if (fate === 'lost-request') return refused
    const named = this.legs.filter(({ callSid }) => legs.includes(callSid))
    const customers = named.filter(({ callSid }) => callSid === customerCallSid)
    for (const leg of new Set([...customers, ...named])) {
      this.#mayEnd(leg)
      this.hangUp(leg, at)
    }
    if (conferenceSid !== null) this.endConference(conferenceSid, at)
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
    this.add({ callSid, label, state: 'elsewhere' })
    return callSid
  }

  /** An agent's Device has its document, and is on the way. */
  connect(label: string, partyId: string, place: number, callSid: string): void {
    this.add({ callSid, label, partyId, state: 'coming', place })
  }

  /** The other call takes the customer in, or does not, and says so until it was heard. */
  #handOver(partyId: string, fate: Fate, at: number): null {
    const leg = this.customer
    if (fate === 'lost-request') return null
    if (leg.state === 'in' && fate !== 'refused' && !this.#notTaken.has(partyId)) {
      this.leave(leg, true, at)
      leg.state = 'elsewhere'
      leg.held = false
    } else if (leg.state !== 'elsewhere') this.#notTaken.add(partyId)
    if (fate === 'lost-reply') return null
    const kind = leg.state === 'elsewhere' ? 'merge-done' : 'merge-failed'
    this.say({ kind, partyId }, at)
    return null
  }

  #moveHere(
    { callSid, partyId }: EffectOf<'move-party'>,
    fate: Fate,
    { call, at }: Context,
  ): CallEvent | null {
    const leg = this.legs.find((each) => each.callSid === callSid)
    const gone = leg === undefined || leg.state !== 'elsewhere'
    const failure = fate === 'refused' || gone ? 'refused' : 'unreachable'
    const no = { kind: 'party-move-failed', partyId, failure } as const
    if (gone || fate === 'refused' || fate === 'lost-request') return no
    this.join(leg, call.place, at)
    return fate === 'lost-reply' ? no : null
  }
}

const unreadable: Reading = { participants: null, customerCall: 'unknown', agentCall: 'unknown' }

function isOfTask(command: CallEffect): command is TaskCommand {
  return command.kind.endsWith('-reservation') || command.kind.endsWith('-task')
}
