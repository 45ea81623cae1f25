import assert from 'node:assert/strict'
import type { CallEffect } from '../../calls/model/call-effect.ts'
import { isRepeatable } from '../../calls/model/call-effect.ts'
import type { CallEvent } from '../../calls/model/call-event.ts'
import { callSchema, getLeg } from '../../calls/model/call.ts'
import type { Call } from '../../calls/model/call.ts'
import { createRejoinLabel, findRejoiningParty } from '../../calls/conversation/rejoining.ts'
import { getNextDeadline, transition } from '../../calls/phases/transition.ts'
import { T0, aCaller, play, talking } from '../calls.ts'
import { aQueueCall, aTeammateCall, talkingToTeammate } from '../internal-calls.ts'
import type { Action, DeskSign, FarEnd, Wish } from './conference-actions.ts'
import { Books } from './conference-books.ts'
import { checkSpeech } from './conference-checks.ts'
import { checkEnd, checkMove } from './conference-ends.ts'
import { checkAtRest } from './conference-rest.ts'
import { noteReached } from './conference-reach.ts'
import { Privacy } from './conference-privacy.ts'
import { ADA, Wishes } from './conference-wishes.ts'
import { checkRecording } from './model-recordings.ts'
import { ModelTwilio } from './model-twilio.ts'
import type { Fate } from './model-twilio.ts'

/** A webhook that is later than this has timed out at Twilio, ms. */
const LATEST_MS = 5000
/** The pause before an effect is tried again, ms. */
const PUT_OFF_MS = 1000
const RING_MS = 20_000

/** Where a sequence begins. */
export const PRELUDES = [
  'talking',
  'talking',
  'waiting',
  'cold',
  'consulting',
  'swapped',
  'joined',
  'teammate in the queue',
  'teammate called',
] as const
export type Prelude = (typeof PRELUDES)[number]

const connected: CallEvent = { kind: 'device-connected', callSid: 'CA-customer' }

/** An effect that is to be done at Twilio. */
interface Pending {
  readonly effect: CallEffect
  /** The call when the effect was decided on; an effect that was put off sees the call of its own time. */
  readonly call: Call
  readonly attempts: number
  readonly notBefore: number
}

/** After a restart. */
function tryAgain(pending: Pending): Pending {
  return { ...pending, attempts: 1, notBefore: 0 }
}

/** The real transition, driven against the model; every step is checked against what is really so. */
export class World {
  call: Call
  now = T0 + 60_000
  readonly twilio = new ModelTwilio()
  readonly reached = new Set<string>()
  queue: readonly Pending[] = []
  #heldByAgent = false
  #hasEnded = false
  #hasMerged = false
  #devices = 0
  /** Conferences in which somebody was who was not reported. */
  readonly #unproved = new Set<string>()
  readonly #adopted: string[] = []
  readonly #books = new Books()
  readonly #privacy = new Privacy()
  readonly #wishes = new Wishes((partyId) => {
    this.#adopted.push(partyId)
    return this.twilio.elsewhere(partyId)
  })

  constructor() {
    this.call = aCaller()
    this.twilio.onMove = (leg) => checkMove(this.call, leg, this.twilio)
  }

  /** Begins in the midst of a call to which everything went well so far. */
  begin(where: Prelude): void {
    if (where === 'waiting') return this.#beginWaiting()
    if (where === 'teammate in the queue') return this.#beginWithTeammate(false)
    if (where === 'teammate called') return this.#beginWithTeammate(true)
    const { call, effects } = play(aCaller(), talking)
    const settling = effects.filter(({ kind }) => kind === 'settle-recording')
    this.#beginTalk(call, settling, { agent: 'agent_WR1', waits: true })
    if (where === 'talking') return
    this.#ask(where === 'cold' ? 'cold-teammate' : 'warm-teammate', 0, ADA)
    this.#smoothly()
    const target = this.twilio.leg('party_1')
    if (target === undefined) throw new Error('nobody was rung')
    if (where !== 'cold') this.twilio.answer(target, this.now)
    this.#smoothly()
    if (where === 'swapped') this.#ask('swap', 0, ADA)
    if (where === 'joined') this.#ask('join', 0, ADA)
    this.#smoothly()
  }

  #beginWaiting(): void {
    const leg = this.twilio.add({ callSid: 'CA-customer', label: 'customer', state: 'coming' })
    this.twilio.move(leg, 1, this.now)
    this.take({ kind: 'customer-placed', place: 1 })
  }

  /** The customer is a teammate, who called a queue or was called by Ada. */
  #beginWithTeammate(called: boolean): void {
    const { call, effects } = called
      ? play(aTeammateCall(), talkingToTeammate)
      : play(aQueueCall(), [connected, ...talking])
    const tasks = effects.filter(({ kind }) => kind === 'create-task')
    const agent = called ? 'agent_call_2' : 'agent_WR1'
    this.#beginTalk(call, tasks, { agent, waits: !called })
    this.#wishes.withoutGrace()
    this.#smoothly()
  }

  #beginTalk(
    call: Call,
    effects: readonly CallEffect[],
    { agent, waits }: { readonly agent: string; readonly waits: boolean },
  ): void {
    this.call = call
    const { twilio, now } = this
    const customer = { callSid: 'CA-customer', label: 'customer', state: 'coming', waits } as const
    twilio.join(twilio.add(customer), 1, now)
    twilio.join(twilio.add({ callSid: 'CA-agent', label: agent, state: 'coming' }), 1, now)
    twilio.callbacks = []
    if (agent === 'agent_WR1') twilio.tasks.assign('WT1', 'WR1')
    this.#enqueue(effects)
  }

  #smoothly(): void {
    while (this.queue.length > 0 || this.twilio.callbacks.length > 0) {
      this.now += 10
      if (this.queue.length > 0) this.#runNext('done')
      else this.#callBack(0, 'once')
    }
  }

  act(what: Action): void {
    this.now += 1
    switch (what.kind) {
      case 'command':
        return this.#runNext(what.fate)
      case 'callback':
        return this.#callBack(what.which, what.how)
      case 'time':
        return this.#pass(what.ms)
      case 'far-end':
        return this.#farEnd(what.which, what.does)
      case 'asks':
        return this.#ask(what.what, what.which, what.by)
      case 'reserves':
        return this.#reserve(what.by, what.callWaiting)
      case 'desk':
        return this.#signal(what.does, what.by)
      case 'conference-ends':
        return this.#endConference()
      case 'music':
        this.twilio.musicPlays = what.plays
        return
      case 'restart':
        return this.#restart()
    }
  }

  /** Somebody ends it in Twilio's console. Nobody does so twice in one call, or while two calls become one. */
  #endConference(): void {
    if (this.#hasEnded || this.#hasMerged) return
    this.#hasEnded = true
    this.twilio.endConference(this.twilio.customer.conferenceSid, this.now)
  }

  #enqueue(effects: readonly CallEffect[]): void {
    const { call } = this
    const next = effects.map((effect) => ({ effect, call, attempts: 0, notBefore: 0 }))
    this.queue = [...this.queue, ...next]
  }

  #runNext(fate: Fate): void {
    const next = this.queue.find(({ notBefore }) => notBefore <= this.now)
    if (next === undefined) return
    this.queue = this.queue.filter((each) => each !== next)
    const { effect, attempts } = next
    const call = attempts === 0 ? next.call : this.call
    const answer = this.twilio.run(effect, fate, { call, attempts, at: this.now })
    this.#privacy.check(this.call, this.twilio)
    if (answer === 'later') {
      const notBefore = this.now + PUT_OFF_MS
      this.queue = [...this.queue, { effect, call, attempts: attempts + 1, notBefore }]
    } else if (answer !== null) this.take(answer)
  }

  #callBack(which: number, how: 'once' | 'twice' | 'lost'): void {
    const { callbacks } = this.twilio
    const chosen = callbacks[which % Math.max(1, callbacks.length)]
    if (chosen === undefined) return
    if (how !== 'twice') this.twilio.callbacks = callbacks.filter((each) => each !== chosen)
    // What somebody else does besides is enough.
    if (how !== 'lost' || this.#hasEnded) return this.#hear(chosen)
    if (chosen.event.kind === 'participant-joined') this.#unproved.add(chosen.event.conferenceSid)
  }

  #hear({ event, about }: ModelTwilio['callbacks'][number]): void {
    if (about === null || about === this.call.customer.callSid) this.take(event)
  }

  #pass(ms: number): void {
    this.now += ms
    this.#timeOut()
    for (const late of this.twilio.callbacks.filter(({ at }) => this.now - at > LATEST_MS)) {
      this.twilio.callbacks = this.twilio.callbacks.filter((each) => each !== late)
      this.#hear(late)
    }
    const deadline = getNextDeadline(this.call)
    if (deadline !== null && deadline <= this.now) this.take({ kind: 'tick' })
  }

  #timeOut(): void {
    for (const event of this.twilio.tasks.timeOut(this.now)) this.twilio.say(event, this.now)
  }

  take(event: CallEvent): void {
    const before = this.call
    const { call, effects } = transition(before, event, this.now)
    this.call = call
    this.#enqueue(effects)
    noteReached(call, this.reached)
    this.#books.check(call, effects)
    if (before.phase.kind === 'ended') assert.equal(call.phase, before.phase)
    checkEnd(before, event, call, this.twilio)
    this.#privacy.check(call, this.twilio)
    checkRecording(call, this.twilio.recordings)
    checkSpeech(call)
  }

  /** No more failures and nothing more is asked for: whatever is under way comes to its end. */
  settle(): void {
    this.twilio.musicPlays = true
    for (let round = 0; round < 600; round += 1) {
      this.now += 10
      if (this.queue.some(({ notBefore }) => notBefore <= this.now)) this.#runNext('done')
      else if (this.twilio.callbacks.length > 0) this.#callBack(0, 'once')
      else if (!this.#arriveOrRingOut() && !this.#waited()) return
    }
    throw new Error(`it does not come to rest: ${JSON.stringify(this.call.phase)}`)
  }

  #arriveOrRingOut(): boolean {
    const { legs } = this.twilio
    const coming = legs.find(({ state }) => state === 'coming')
    const ringing = legs.find(({ state }) => state === 'ringing')
    if (coming !== undefined) this.twilio.answer(coming, this.now)
    else if (ringing !== undefined) this.twilio.fail(ringing, 'no-answer', this.now)
    return (coming ?? ringing) !== undefined
  }

  #waited(): boolean {
    const { tasks } = this.twilio
    const due = [
      getNextDeadline(this.call),
      tasks.nextDue(),
      ...this.queue.map(({ notBefore }) => notBefore),
    ].filter((at) => at !== null)
    if (due.length === 0) return false
    this.now = Math.max(this.now, Math.min(...due))
    this.#timeOut()
    this.take({ kind: 'tick' })
    return true
  }

  /** What the server does when it starts again, and every few minutes: it compares the call with Twilio. */
  compare(): void {
    this.now += 5000
    if (this.call.phase.kind !== 'ended') this.#read()
    this.settle()
    this.#sweep()
    this.settle()
  }

  #read(): void {
    const asOfRequest = this.call.requestCount
    this.#enqueue([{ kind: 'read-call', asOfRequest }])
  }

  /** As `server/sweep` does it. */
  #sweep(): void {
    const open = this.twilio.tasks.open()
    for (const { taskSid, state } of open) {
      const part = this.call.tasks.find((task) => task.taskSid === taskSid)
      const isLeft = this.call.phase.kind === 'ended' || part?.due === 'completed'
      if (isLeft && state !== 'over') this.take({ kind: 'task-found', taskSid, status: state })
    }
    const { phase } = this.call
    if (phase.kind === 'queued' && phase.placed && open.length === 0)
      this.take({ kind: 'task-missing' })
  }

  #restart(): void {
    const left = this.queue.filter(({ effect }) => isRepeatable(effect))
    this.call = callSchema.parse(JSON.parse(JSON.stringify(this.call)))
    this.queue = left.map(tryAgain)
    if (this.call.phase.kind !== 'ended') this.#read()
  }

  #farEnd(which: number, does: FarEnd): void {
    const live = this.twilio.legs.filter(({ state }) => state !== 'over')
    const leg = live[which % Math.max(1, live.length)]
    if (leg === undefined) return
    if (does === 'hangs-up') this.twilio.hangUp(leg, this.now)
    else if (does === 'answers') this.twilio.answer(leg, this.now)
    else if (does === 'speaks' || does === 'is silent')
      this.twilio.speak(leg, does === 'speaks', this.now)
    else this.twilio.fail(leg, does, this.now)
    this.#privacy.check(this.call, this.twilio)
  }

  #reserve(identity: string, callWaiting: boolean): void {
    const chosen = this.twilio.tasks.reserve(this.now)
    if (chosen === null) return
    const { now } = this
    const { reservationSid } = chosen
    const who = { identity, workerSid: `WK-${identity}`, name: 'Ada', callSid: null }
    const reservation = {
      ...chosen,
      leg: { partyId: `agent_${reservationSid}`, ...who },
      since: now,
      deadline: now + RING_MS,
      reservedUntil: now + RING_MS + 10_000,
      callWaiting,
      restsUntil: null,
    }
    const event = {
      kind: 'agent-reserved',
      reservation,
      waitedSeconds: 5,
      queueName: null,
    } as const
    this.twilio.say(event, now)
  }

  #signal(does: DeskSign, by: string): void {
    if (does === 'comes back') return this.#connectDevice(by)
    this.take({ kind: does === 'silent' ? 'desk-silent' : 'desk-lost', by })
  }

  /** As the webhook of a Device does it. The model has one leg for who is in the customer's place. */
  #connectDevice(by: string): void {
    if (by === this.call.customer.identity) return
    this.#devices += 1
    const callSid = `CA-device-${this.#devices}`
    if (findRejoiningParty(this.call, by) !== null) {
      this.take({ kind: 'device-rejoined', by, callSid })
      const party = findRejoiningParty(this.call, by)
      if (party?.callSid !== callSid) return
      const { partyId } = party
      return this.twilio.connect(createRejoinLabel(party), partyId, this.call.place, callSid)
    }
    if (getLeg(this.call.phase)?.identity !== by) return
    this.take({ kind: 'device-connected', callSid })
    const leg = getLeg(this.call.phase)
    if (leg?.callSid !== callSid) return
    this.twilio.connect(leg.partyId, leg.partyId, this.call.place, callSid)
  }

  #ask(what: Wish, which: number, by: string): void {
    if (what === 'merge-requested' || what === 'adopt') {
      if (this.#hasEnded) return
      this.#hasMerged = true
    }
    if (what === 'hold-requested') this.#heldByAgent ||= which % 2 === 0
    // It may fail, and is then the agent's to ask for again.
    if (what === 'resume-requested') this.#heldByAgent = true
    const ends = ['remove-requested', 'leave-requested', 'hang-up-requested']
    if (ends.includes(what)) this.twilio.mayEndElsewhere = true
    this.take(this.#wishes.toEvent(this.call, what, which, by))
  }

  /** Once it is quiet. */
  checkRest(): void {
    checkAtRest(this.call, this.twilio, {
      unproved: this.#unproved,
      adopted: this.#adopted,
      isHeldByAgent: this.#heldByAgent,
    })
  }
}
