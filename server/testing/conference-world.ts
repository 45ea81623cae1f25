import { getOperation } from '../calls/model/phase.ts'
import assert from 'node:assert/strict'
import type { CallEffect } from '../calls/model/call-effect.ts'
import type { CallEvent } from '../calls/model/call-event.ts'
import { callSchema, isIn } from '../calls/model/call.ts'
import type { Call } from '../calls/model/call.ts'
import { getRequested } from '../calls/model/confirmable.ts'
import { isHere } from '../calls/model/party.ts'
import type { Invitee } from '../calls/model/party.ts'
import { getNextDeadline, transition } from '../calls/phases/transition.ts'
import { T0, aCaller, play, talking } from './calls.ts'
import { aQueueCall, aTeammateCall } from './internal-calls.ts'
import type { Action, FarEnd, Wish } from './conference-actions.ts'
import { checkLegs, checkOtherCall, checkSpeech, checkTasks } from './conference-checks.ts'
import { checkRecording, checkRecordingAtRest } from './model-recordings.ts'
import { ModelTwilio } from './model-twilio.ts'
import type { Fate, ModelLeg } from './model-twilio.ts'

export const ADA = 'tenant_main_user_ada'
export const GRACE = 'tenant_main_user_grace'

/** A webhook that is later than this has timed out at Twilio, ms. */
const LATEST_MS = 5000

export type { Action, FarEnd, Wish } from './conference-actions.ts'

/** Where a sequence begins. */
export const PRELUDES = [
  'talking',
  'talking',
  'cold',
  'consulting',
  'swapped',
  'joined',
  'teammate in the queue',
  'teammate called',
] as const
export type Prelude = (typeof PRELUDES)[number]

const connected: CallEvent = { kind: 'device-connected', callSid: 'CA-customer' }
const talkingToTeammate: readonly CallEvent[] = [
  { kind: 'device-connected', callSid: 'CA-agent' },
  {
    kind: 'participant-joined',
    participant: { label: 'agent_call_2', callSid: 'CA-agent' },
    place: 1,
    conferenceSid: 'CF1',
  },
  {
    kind: 'leg-status',
    partyId: 'customer',
    callSid: 'CA-customer',
    status: 'in-progress',
  },
]

function hears(leg: ModelLeg | undefined): boolean {
  return leg?.state === 'in' && !leg.held
}

/** The real transition, driven against the model; every step is checked against what is really so. */
export class World {
  call: Call
  now = T0 + 60_000
  twilio: ModelTwilio
  readonly reached = new Set<string>()
  queue: CallEffect[] = []
  #invited = 0
  #explicit = false
  /** The agent has let customer and target hear each other, and neither has been on hold since. */
  #opened = false
  #heldByAgent = false
  readonly #adopted: string[] = []
  readonly #books = new Set<string>()

  constructor() {
    const { call, effects } = play(aCaller(), talking)
    this.call = call
    this.queue = effects.filter(({ kind }) => kind === 'settle-recording')
    this.twilio = new ModelTwilio([
      { callSid: 'CA-customer', label: 'customer' },
      { callSid: 'CA-agent', label: 'agent_WR1' },
    ])
  }

  /** Begins in the midst of a transfer to which everything went well so far. */
  begin(where: Prelude): void {
    if (where === 'talking') return
    if (where === 'teammate in the queue' || where === 'teammate called') {
      return this.#beginWithTeammate(where === 'teammate called')
    }
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

  /** The customer is a teammate, who called a queue or was called by Ada. */
  #beginWithTeammate(called: boolean): void {
    const { call, effects } = called
      ? play(aTeammateCall(), talkingToTeammate)
      : play(aQueueCall(), [connected, ...talking])
    this.call = call
    this.queue = effects.filter(({ kind }) => kind === 'create-task')
    this.twilio = new ModelTwilio([
      { callSid: 'CA-customer', label: 'customer' },
      { callSid: 'CA-agent', label: called ? 'agent_call_2' : 'agent_WR1' },
    ])
    // Grace is in the customer's place; nobody can bring her in again.
    this.#invited = 1
    this.#smoothly()
  }

  #smoothly(): void {
    while (this.queue.length > 0 || this.twilio.callbacks.length > 0) {
      this.now += 10
      if (this.queue.length > 0) this.runNext('done')
      else this.callback(0, 'once')
    }
  }

  act(what: Action): void {
    this.now += 1
    switch (what.kind) {
      case 'command':
        return this.runNext(what.fate)
      case 'callback':
        return this.callback(what.which, what.how)
      case 'time':
        return this.pass(what.ms)
      case 'far-end':
        return this.#farEnd(what.which, what.does)
      case 'asks':
        return this.#ask(what.what, what.which, what.by)
    }
  }

  runNext(how: Fate): void {
    const command = this.queue.shift()
    if (command === undefined) return
    const answer = this.twilio.run(command, how, this.now)
    this.checkPrivacy()
    if (answer !== null) this.take(answer)
  }

  callback(which: number, how: 'once' | 'twice' | 'lost'): void {
    const { callbacks } = this.twilio
    const chosen = callbacks[which % Math.max(1, callbacks.length)]
    if (chosen === undefined) return
    if (how !== 'twice') this.twilio.callbacks = callbacks.filter((each) => each !== chosen)
    if (how !== 'lost') this.take(chosen.event)
  }

  pass(ms: number): void {
    this.now += ms
    for (const late of this.twilio.callbacks.filter(({ at }) => this.now - at > LATEST_MS)) {
      this.twilio.callbacks = this.twilio.callbacks.filter((each) => each !== late)
      this.take(late.event)
    }
    const deadline = getNextDeadline(this.call)
    if (deadline !== null && deadline <= this.now) this.take({ kind: 'tick' })
  }

  take(event: CallEvent): void {
    const before = this.call
    const { call, effects } = transition(before, event, this.now)
    this.call = call
    this.queue.push(...effects)
    this.#note()
    this.#checkBooks(effects)
    this.#checkEnd(before)
    this.checkPrivacy()
    checkRecording(call, this.twilio.recordings)
    checkSpeech(call)
  }

  #note(): void {
    const { phase, recording } = this.call
    if (recording !== null) this.reached.add(`recording ${recording.state} ${recording.pending}`)
    if (phase.kind !== 'active') {
      this.reached.add(phase.kind)
      if (phase.kind === 'ended' && phase.reason === 'transferred') this.reached.add('merged')
      return
    }
    const { parties, setAside } = phase
    const { transfer, merge } = getOperation(phase)
    if (setAside !== null) this.reached.add('set aside')
    if (merge !== null) this.reached.add('merging')
    if (parties.some(({ joinedHow, joinedAt }) => joinedHow === 'merged' && joinedAt !== null)) {
      this.reached.add('adopted')
    }
    if (this.call.customer.identity !== null) this.reached.add(`teammate ${this.call.direction}`)
    if (transfer !== null) this.reached.add(`${transfer.kind} ${transfer.stage}`)
    const agent = parties.find((party) => party.role === 'agent' && isHere(party))
    if (agent === undefined) this.reached.add('without an agent')
    else if (agent.identity !== ADA) this.reached.add('taken over')
  }

  /** No more failures and nothing more requestNumber: whatever is under way comes to its end. */
  settle(): void {
    for (let round = 0; round < 400; round += 1) {
      this.now += 10
      if (this.queue.length > 0) this.runNext('done')
      else if (this.twilio.callbacks.length > 0) this.callback(0, 'once')
      else if (this.#ringOut()) continue
      else if (!this.#waited()) return
    }
    throw new Error(`it does not come to rest: ${JSON.stringify(this.call.phase)}`)
  }

  #ringOut(): boolean {
    const ringing = this.twilio.legs.find(({ state }) => state === 'ringing')
    if (ringing === undefined) return false
    this.twilio.fail(ringing, 'no-answer', this.now)
    return true
  }

  #waited(): boolean {
    const deadline = getNextDeadline(this.call)
    if (deadline === null) return false
    this.now = Math.max(this.now, deadline)
    this.take({ kind: 'tick' })
    return true
  }

  /** What the server does when it starts again: it compares the call with Twilio. */
  compare(): void {
    if (this.call.phase.kind === 'ended') return
    this.now += 5000
    this.queue.push({ kind: 'read-call', asOfRequest: this.now })
    this.settle()
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
    this.checkPrivacy()
  }

  #ask(what: Wish, which: number, by: string): void {
    const { phase } = this.call
    const ids = phase.kind === 'active' ? phase.parties.map(({ partyId }) => partyId) : []
    const partyId = ids[which % Math.max(1, ids.length)] ?? 'customer'
    const [kind, target] = what.split('-')
    switch (what) {
      case 'warm-teammate':
      case 'warm-number':
      case 'cold-teammate':
      case 'cold-number': {
        const to = { kind: 'party', invitee: this.#somebody(target === 'teammate') } as const
        const transfer = kind === 'warm' ? 'warm' : 'cold'
        return this.take({ kind: 'transfer-requested', by, transfer, to, reason: '' })
      }
      case 'queue': {
        const to = { kind: 'queue', queueName: 'Sales' } as const
        return this.take({ kind: 'transfer-requested', by, transfer: 'cold', to, reason: '' })
      }
      case 'complete':
      case 'cancel':
      case 'swap':
      case 'join':
        return this.take({ kind: 'transfer-step-requested', step: what })
      case 'hold-requested':
        this.#heldByAgent ||= which % 2 === 0
        return this.take({ kind: what, partyId, hold: which % 2 === 0 })
      case 'mute-requested':
        return this.take({ kind: what, partyId, mute: which % 2 === 0 })
      case 'add-requested':
        return this.take({ kind: what, invitee: this.#somebody(which % 2 === 0) })
      case 'remove-requested':
        this.twilio.mayEndElsewhere = true
        return this.take({ kind: what, partyId })
      case 'leave-requested':
      case 'hang-up-requested':
        this.#explicit = true
        this.twilio.mayEndElsewhere = true
        return this.take({ kind: what, by })
      case 'set-aside-requested':
        return this.take({ kind: what, by })
      case 'resume-requested':
        // It may fail, and is then the agent's to ask for again.
        this.#heldByAgent = true
        return this.take({ kind: what, by })
      case 'pause-recording':
      case 'resume-recording':
        return this.take({ kind: 'recording-requested', pause: what === 'pause-recording' })
      case 'merge-requested':
        this.#invited += 1
        return this.take({ kind: what, by, into: 'call_9', partyId: `party_${this.#invited}` })
      case 'agent-access-ended':
        // Their own end of the call is all that may be lost by it.
        this.#explicit ||= this.call.customer.identity !== null
        return this.take({ kind: what, by })
      case 'adopt': {
        const who = this.#somebody(false)
        const callSid = this.twilio.elsewhere(who.partyId)
        this.#adopted.push(who.partyId)
        return this.take({ kind: 'adoption-requested', by, from: 'call_9', invitee: who, callSid })
      }
      default:
        throw new Error(what)
    }
  }

  #somebody(teammate: boolean): Invitee {
    this.#invited += 1
    const partyId = `party_${this.#invited}`
    const identity = this.#invited === 1 ? GRACE : `tenant_main_user_t${this.#invited}`
    return teammate
      ? { partyId, identity, workerSid: `WK${this.#invited}`, number: null, name: 'Grace' }
      : { partyId, identity: null, workerSid: null, number: '+15005550107', name: null }
  }

  /** The customer never overhears what the agent and the target say in private. */
  checkPrivacy(): void {
    const { phase } = this.call
    if (phase.kind !== 'active' || phase.operation.kind !== 'transfer') {
      this.#opened = false
      return
    }
    const { transfer } = phase.operation
    const asked = transfer.pending === 'join' || transfer.pending === 'complete'
    if (asked || transfer.stage === 'joined') this.#opened = true
    const both = hears(this.twilio.customer) && hears(this.twilio.leg(transfer.partyId))
    const meant = phase.parties.some(
      ({ partyId, hold }) =>
        (partyId === 'customer' || partyId === transfer.partyId) && getRequested(hold),
    )
    if (!both && !asked && meant) this.#opened = false
    if (both && !this.#opened) throw new Error('the customer hears a private consult')
  }

  #checkBooks(effects: readonly CallEffect[]): void {
    for (const command of effects) {
      if (command.kind !== 'write-history' && command.kind !== 'start-wrap-up') continue
      if (command.kind === 'start-wrap-up' && this.#isNobodysWork(command.identity)) {
        throw new Error(`after-call work for ${command.identity}`)
      }
      const entry = command.kind === 'write-history' ? command.entry.entryId : command.partyId
      const line = `${command.kind} ${entry}`
      if (this.#books.has(line)) throw new Error(`${line} twice`)
      this.#books.add(line)
    }
  }

  #isNobodysWork(identity: string): boolean {
    const { customer, direction } = this.call
    if (customer.identity === null) return false
    return direction === 'outbound' || customer.identity === identity
  }

  /** A customer who is still there loses the call by an explicit end, or because all others have gone. */
  #checkEnd(before: Call): void {
    const { phase } = this.call
    if (before.phase.kind === 'ended') assert.equal(phase, before.phase)
    if (phase.kind !== 'ended' || !isIn(before, 'active') || this.#explicit) return
    const { state } = this.twilio.customer
    if (state === 'over' || state === 'elsewhere') return
    const left = before.phase.parties.filter(
      ({ partyId, status, role }) =>
        role !== 'customer' &&
        status.kind === 'connected' &&
        this.twilio.leg(partyId)?.state === 'in',
    )
    if (left.length > 0) throw new Error('the customer was dropped')
  }

  /** Once it is quiet. */
  checkRest(): void {
    const { phase } = this.call
    const customer = this.twilio.customer
    assert.deepEqual(callSchema.parse(JSON.parse(JSON.stringify(this.call))), this.call)
    if (phase.kind === 'queued') assert.equal(customer.state, 'queued')
    const others = this.twilio.in().filter((leg) => leg !== customer)
    if (customer.state === 'in' && others.length === 0) throw new Error('the customer is alone')
    const here = phase.kind === 'active' ? phase.parties.filter(isHere) : []
    checkLegs(here, this.twilio)
    const talking =
      phase.kind === 'active' && phase.operation.kind !== 'transfer' && phase.setAside === null
    if (talking && customer.state === 'in' && !this.#heldByAgent) assert.equal(customer.held, false)
    assert.equal(here.length, this.twilio.in().length)
    checkOtherCall(this.call, this.twilio, this.#adopted)
    checkRecordingAtRest(this.call, customer, this.twilio.recordings)
    const agent = here.some(({ role }) => role === 'agent')
    if (!agent && here.length > 0) assert.ok(!here.some(({ hold }) => hold.confirmed))
    checkTasks(this.call, this.twilio)
  }
}
