import fc from 'fast-check'
import { expect, it } from 'vitest'
import { T0, aCaller, play, talking } from '../testing/calls.ts'
import { ModelTwilio } from '../testing/model-twilio.ts'
import type { Fate, ModelLeg } from '../testing/model-twilio.ts'
import type { CallCommand } from './call-command.ts'
import type { AgentCommand, CallEvent } from './call-event.ts'
import { callSchema, isIn } from './call.ts'
import type { Call } from './call.ts'
import { isHere } from './party.ts'
import type { Invitee } from './party.ts'
import { nextDeadline, transition } from './transition.ts'

const ADA = 'tenant_main_user_ada'
const GRACE = 'tenant_main_user_grace'

/** A webhook that is later than this has timed out at Twilio, ms. */
const LATEST_MS = 5000

type Action =
  | { readonly kind: 'command'; readonly fate: Fate }
  | { readonly kind: 'callback'; readonly which: number; readonly how: 'once' | 'twice' | 'lost' }
  | { readonly kind: 'time'; readonly ms: number }
  | { readonly kind: 'far-end'; readonly which: number; readonly does: FarEnd }
  | { readonly kind: 'asks'; readonly what: Wish; readonly which: number; readonly by: string }
type FarEnd = 'answers' | 'busy' | 'no-answer' | 'hangs-up'
type Wish =
  | AgentCommand['kind']
  | 'warm-teammate'
  | 'warm-number'
  | 'cold-teammate'
  | 'cold-number'
  | 'queue'
  | 'complete'
  | 'cancel'
  | 'swap'
  | 'join'

const PRELUDES = ['talking', 'talking', 'cold', 'consulting', 'swapped', 'joined'] as const
type Prelude = (typeof PRELUDES)[number]

const fate = fc.oneof(
  { weight: 12, arbitrary: fc.constant<Fate>('done') },
  { weight: 3, arbitrary: fc.constantFrom<Fate>('refused', 'lost-request', 'lost-reply') },
)
const which = fc.nat(7)
const wish = fc.constantFrom<Wish>(
  'warm-teammate',
  'warm-teammate',
  'warm-number',
  'cold-teammate',
  'cold-number',
  'queue',
  'complete',
  'complete',
  'cancel',
  'swap',
  'swap',
  'join',
  'hold-asked',
  'mute-asked',
  'add-asked',
  'remove-asked',
  'leave-asked',
  'hang-up-asked',
)
const how = fc.oneof(
  { weight: 8, arbitrary: fc.constant('once' as const) },
  { weight: 3, arbitrary: fc.constantFrom('twice' as const, 'lost' as const) },
)
const does = fc.oneof(
  { weight: 5, arbitrary: fc.constant<FarEnd>('answers') },
  { weight: 3, arbitrary: fc.constantFrom<FarEnd>('busy', 'no-answer', 'hangs-up') },
)
const prelude = fc.constantFrom(...PRELUDES)
const action: fc.Arbitrary<Action> = fc.oneof(
  { weight: 8, arbitrary: fc.record({ kind: fc.constant('command' as const), fate }) },
  { weight: 9, arbitrary: fc.record({ kind: fc.constant('callback' as const), which, how }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('time' as const), ms: fc.nat(4000) }) },
  { weight: 4, arbitrary: fc.record({ kind: fc.constant('far-end' as const), which, does }) },
  {
    weight: 5,
    arbitrary: fc.record({
      kind: fc.constant('asks' as const),
      what: wish,
      which,
      by: fc.oneof(
        { weight: 6, arbitrary: fc.constant(ADA) },
        { weight: 1, arbitrary: fc.constant(GRACE) },
      ),
    }),
  },
)

/** The real transition, driven against the model; every step is checked against what is really so. */
class World {
  call: Call
  now = T0 + 60_000
  readonly twilio: ModelTwilio
  readonly reached = new Set<string>()
  queue: CallCommand[] = []
  #invited = 0
  #explicit = false
  /** The agent has let customer and target hear each other, and neither has been on hold since. */
  #opened = false
  #heldByAgent = false
  readonly #books = new Set<string>()

  constructor() {
    this.call = play(aCaller(), talking).call
    this.twilio = new ModelTwilio([
      { callSid: 'CA-customer', label: 'customer' },
      { callSid: 'CA-agent', label: 'agent_WR1' },
    ])
  }

  /** Begins in the midst of a transfer to which everything went well so far. */
  begin(where: Prelude): void {
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
    const deadline = nextDeadline(this.call)
    if (deadline !== null && deadline <= this.now) this.take({ kind: 'tick' })
  }

  take(event: CallEvent): void {
    const before = this.call
    const { call, commands } = transition(before, event, this.now)
    this.call = call
    this.queue.push(...commands)
    this.#note()
    this.#checkBooks(commands)
    this.#checkEnd(before)
    this.checkPrivacy()
  }

  #note(): void {
    const { phase } = this.call
    if (phase.kind !== 'active') {
      this.reached.add(phase.kind)
      return
    }
    const { transfer, parties } = phase
    if (transfer !== null) this.reached.add(`${transfer.kind} ${transfer.stage}`)
    const agent = parties.find((party) => party.role === 'agent' && isHere(party))
    if (agent === undefined) this.reached.add('without an agent')
    else if (agent.identity !== ADA) this.reached.add('taken over')
  }

  /** No more failures and nothing more asked: whatever is under way comes to its end. */
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
    const deadline = nextDeadline(this.call)
    if (deadline === null) return false
    this.now = Math.max(this.now, deadline)
    this.take({ kind: 'tick' })
    return true
  }

  /** What the server does when it starts again: it compares the call with Twilio. */
  compare(): void {
    if (this.call.phase.kind === 'ended') return
    this.now += 5000
    this.queue.push({ kind: 'read-back', upTo: this.now })
    this.settle()
  }

  #farEnd(which: number, does: FarEnd): void {
    const live = this.twilio.legs.filter(({ state }) => state !== 'over')
    const leg = live[which % Math.max(1, live.length)]
    if (leg === undefined) return
    if (does === 'hangs-up') this.twilio.hangUp(leg, this.now)
    else if (does === 'answers') this.twilio.answer(leg, this.now)
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
        const to = { kind: 'party', who: this.#somebody(target === 'teammate') } as const
        const transfer = kind === 'warm' ? 'warm' : 'cold'
        return this.take({ kind: 'transfer-asked', by, transfer, to, reason: '' })
      }
      case 'queue': {
        const to = { kind: 'queue', queueName: 'Sales' } as const
        return this.take({ kind: 'transfer-asked', by, transfer: 'cold', to, reason: '' })
      }
      case 'complete':
      case 'cancel':
      case 'swap':
      case 'join':
        return this.take({ kind: 'transfer-step-asked', step: what })
      case 'hold-asked':
        this.#heldByAgent ||= which % 2 === 0
        return this.take({ kind: what, partyId, hold: which % 2 === 0 })
      case 'mute-asked':
        return this.take({ kind: what, partyId, mute: which % 2 === 0 })
      case 'add-asked':
        return this.take({ kind: what, who: this.#somebody(which % 2 === 0) })
      case 'remove-asked':
        return this.take({ kind: what, partyId })
      case 'leave-asked':
      case 'hang-up-asked':
        this.#explicit = true
        return this.take({ kind: what, by })
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
    if (phase.kind !== 'active' || phase.transfer === null) {
      this.#opened = false
      return
    }
    const { transfer } = phase
    const asked = transfer.pending === 'join' || transfer.pending === 'complete'
    if (asked || transfer.stage === 'joined') this.#opened = true
    const hears = (leg: ModelLeg | undefined) => leg?.state === 'in' && !leg.held
    const both = hears(this.twilio.customer) && hears(this.twilio.leg(transfer.partyId))
    const meant = phase.parties.some(
      ({ partyId, hold }) =>
        (partyId === 'customer' || partyId === transfer.partyId) && hold.requested,
    )
    if (!both && !asked && meant) this.#opened = false
    if (both && !this.#opened) throw new Error('the customer hears a private consult')
  }

  #checkBooks(commands: readonly CallCommand[]): void {
    for (const command of commands) {
      if (command.kind !== 'record' && command.kind !== 'start-wrap-up') continue
      const entry = command.kind === 'record' ? command.entry.entryId : command.partyId
      const line = `${command.kind} ${entry}`
      if (this.#books.has(line)) throw new Error(`${line} twice`)
      this.#books.add(line)
    }
  }

  /** A customer who is still there loses the call by an explicit end, or because all others have gone. */
  #checkEnd(before: Call): void {
    const { phase } = this.call
    if (before.phase.kind === 'ended') expect(phase).toBe(before.phase)
    if (phase.kind !== 'ended' || !isIn(before, 'active') || this.#explicit) return
    if (this.twilio.customer.state === 'over') return
    const left = before.phase.parties.filter(
      ({ partyId, presence, role }) =>
        role !== 'customer' &&
        presence.kind === 'connected' &&
        this.twilio.leg(partyId)?.state === 'in',
    )
    if (left.length > 0) throw new Error('the customer was dropped')
  }

  /** Once it is quiet. */
  checkRest(): void {
    const { phase } = this.call
    const customer = this.twilio.customer
    expect(callSchema.parse(JSON.parse(JSON.stringify(this.call)))).toEqual(this.call)
    if (phase.kind === 'queued') expect(customer.state).toBe('queued')
    const others = this.twilio.in().filter((leg) => leg !== customer)
    if (customer.state === 'in' && others.length === 0) throw new Error('the customer is alone')
    const here = phase.kind === 'active' ? phase.parties.filter(isHere) : []
    for (const leg of this.twilio.legs) {
      if (leg.state !== 'in') continue
      const party = here.find(({ callSid }) => callSid === leg.callSid)
      if (party === undefined) throw new Error(`${leg.label} is a leg of nobody`)
      expect(party.hold).toMatchObject({ requested: leg.held, confirmed: leg.held })
      expect(party.mute).toMatchObject({ requested: leg.muted, confirmed: leg.muted })
    }
    const talking = phase.kind === 'active' && phase.transfer === null
    if (talking && customer.state === 'in' && !this.#heldByAgent) expect(customer.held).toBe(false)
    expect(here.map(({ callSid }) => callSid)).toHaveLength(this.twilio.in().length)
    const agent = here.some(({ role }) => role === 'agent')
    if (!agent && here.length > 0) expect(here.some(({ hold }) => hold.confirmed)).toBe(false)
    for (const { partyId, taskSid, due } of this.call.tasks) {
      const state = taskSid === null ? undefined : this.twilio.tasks.get(taskSid)
      if (due !== null && state !== undefined) expect(`${partyId} ${state}`).toBe(`${partyId} over`)
    }
  }
}

const RUNS = 30_000
const PLACES = [
  'warm ringing',
  'warm consulting',
  'warm swapped',
  'warm joined',
  'cold ringing',
  'taken over',
  'without an agent',
  'queued',
  'ended',
]

it('keeps its promises to the customer, whatever agents, Twilio and the network do', () => {
  const reached = new Map<string, number>()
  fc.assert(
    fc.property(prelude, fc.array(action, { maxLength: 60, size: 'max' }), (where, actions) => {
      const world = new World()
      world.begin(where)
      for (const each of actions) world.act(each)
      world.settle()
      world.compare()
      world.checkRest()
      for (const place of world.reached) reached.set(place, (reached.get(place) ?? 0) + 1)
    }),
    { numRuns: RUNS },
  )
  // What no sequence ever reaches is not tested.
  for (const place of PLACES)
    expect(`${place} ${(reached.get(place) ?? 0) > 50}`).toBe(`${place} true`)
}, 60_000)
