import { assertNever } from '../../server/contract/assert-never.ts'
import type {
  PartyStep,
  RecordingStep,
  Target,
  TransferStep,
} from '../../server/contract/commands.ts'
import type {
  CallSnapshot,
  ReceivedFailure,
  EndReason,
  Party,
  TransferSnapshot,
  WrapUpSnapshot,
} from '../../server/contract/desk.ts'
import {
  instant,
  makeAgent,
  makeCall,
  makeConsult,
  makeParty,
  makeRecording,
  makeTransfer,
  makeWrapUp,
} from './snapshots.ts'

export type PartyOutcome = 'busy' | 'declined' | 'no-answer' | 'left'

/**
 * One conversation as a contact centre has it, in memory: commands are taken at once and proved a moment later.
 * The people in it are played by the test.
 */
export class FakeConversation {
  call: CallSnapshot | null = null
  wrapUp: WrapUpSnapshot | null = null
  /** The customer was transferred to a queue, and nobody has answered. */
  inQueue: { readonly queueName: string } | null = null
  readonly #changed: () => void
  readonly #callId: string
  readonly #customer: Party
  #brought = 0

  constructor(changed: () => void, callId = 'call-1', customer: Partial<Party> = {}) {
    this.#changed = changed
    this.#callId = callId
    this.#customer = makeParty(customer)
  }

  get isActive(): boolean {
    return this.call?.state.kind === 'active'
  }

  customerCalls({ callWaiting }: { readonly callWaiting: boolean }): void {
    const state = { kind: 'ringing', since: instant(), deadline: instant(20_000) } as const
    const agent = makeAgent({ callSid: this.#agentCallSid, state: 'ringing', joinedAt: null })
    const customer: Party = { ...this.#customer, state: 'waiting' }
    this.#set(makeCall({ callId: this.#callId, callWaiting, state, parties: [customer, agent] }))
  }

  dial(target: Target): string {
    const teammate = target.kind === 'number' ? {} : { name: 'Grace', number: null }
    const customer = makeParty({ ...teammate, state: 'ringing', joinedAt: null })
    const state = { kind: 'dialing', since: instant() } as const
    const direction = target.kind === 'number' ? 'outbound' : 'internal'
    const agent = makeAgent({ callSid: this.#agentCallSid })
    this.#set(makeCall({ callId: this.#callId, direction, state, parties: [customer, agent] }))
    return this.#callId
  }

  /** Both are there: who rang has answered. */
  connect(): void {
    this.#change({
      state: { kind: 'active', since: instant() },
      callWaiting: false,
      recording: makeRecording(),
    })
    for (const { partyId } of this.call?.parties ?? []) this.#party(partyId, { state: 'connected' })
  }

  record(step: RecordingStep): void {
    this.#change({ recording: makeRecording({ ...this.#live().recording, pending: step }) })
    const state = step === 'pause' ? 'paused' : 'on'
    this.#soon(() => this.#change({ recording: makeRecording({ state }) }))
  }

  /** The other call's parties join this one, and are heard when both calls are resumed. */
  adopt(other: FakeConversation): void {
    const customer = other.call?.parties.find((party) => party.role === 'customer')
    if (customer === undefined) return
    this.#soon(() => {
      const partyId = `from-${other.#callId}`
      const hold = { requested: false, confirmed: false, since: instant() }
      const merged: Party = { ...customer, partyId, role: 'external', joinedHow: 'merged', hold }
      this.#change({ parties: [...this.#live().parties, merged] })
      this.#holdNow('customer', false)
      other.end('transferred')
    })
  }

  decline(): void {
    this.call = null
    this.#changed()
  }

  end(reason: EndReason): void {
    const { call } = this
    if (call === null || call.state.kind === 'ended') return
    this.wrapUp = makeWrapUp({ callId: call.callId, reason })
    this.#change({ state: { kind: 'ended', at: instant(), reason }, transfer: null })
  }

  draft(draft: WrapUpSnapshot['draft']): void {
    if (this.wrapUp !== null) this.wrapUp = { ...this.wrapUp, draft }
    this.#changed()
  }

  complete(): void {
    this.wrapUp = null
    this.#changed()
  }

  /** The agent wants the customer back, who waits in a queue. */
  takeBack(): void {
    if (this.inQueue === null) return
    this.inQueue = null
    this.wrapUp = null
    const state = { kind: 'connecting', since: instant() } as const
    const parties = this.#live().parties.filter(({ role }) => role === 'customer')
    this.#change({ state, parties: [...parties, makeAgent({ callSid: this.#agentCallSid })] })
  }

  hold(partyId: string, held: boolean): void {
    this.#party(partyId, { hold: { requested: held, confirmed: !held, since: instant() } })
    this.#soon(() =>
      this.#party(partyId, { hold: { requested: held, confirmed: held, since: instant() } }),
    )
  }

  transfer(kind: 'cold' | 'warm', target: Target): void {
    if (target.kind === 'queue') {
      this.#soon(() => {
        this.inQueue = { queueName: 'Sales' }
        this.end('transferred')
      })
      return
    }
    this.hold('customer', true)
    this.#soon(() => {
      const partyId = this.bringIn()
      this.#change({ transfer: makeTransfer({ kind, stage: 'ringing', partyId }) })
    })
  }

  bringIn(): string {
    this.#brought += 1
    const partyId = `guest-${this.#brought}`
    const guest = makeConsult({ partyId, state: 'ringing', joinedAt: null })
    this.#change({ parties: [...(this.call?.parties ?? []), guest] })
    return partyId
  }

  guestAnswers(): void {
    const guest = this.#guest()
    if (guest === undefined) return
    this.#party(guest.partyId, { state: 'connected', joinedAt: instant() })
    const { transfer } = this.#live()
    if (transfer?.kind === 'cold') this.#complete()
    else this.#stage('consulting')
  }

  /** Did not come, or goes again. */
  guestLeaves(outcome: PartyOutcome): void {
    const guest = this.#guest()
    if (guest === undefined) return
    const because = outcome === 'left' ? 'hung-up' : outcome
    this.#party(guest.partyId, { state: 'left', leftBecause: because })
    if (this.#live().transfer === null) return
    const failure: ReceivedFailure = {
      command: 'transfer',
      code: outcome,
      who: guest.name,
      at: new Date().toISOString(),
    }
    this.#change({ transfer: null, failure })
    this.hold('customer', false)
  }

  step(step: TransferStep): void {
    const { transfer } = this.#live()
    if (transfer === null) return
    this.#change({ transfer: { ...transfer, pending: step } })
    this.#soon(() => this.#prove(step, transfer))
  }

  party(partyId: string, step: PartyStep): void {
    if (step === 'hold' || step === 'resume') this.hold(partyId, step === 'hold')
    if (step === 'remove') {
      this.#soon(() => this.#party(partyId, { state: 'left', leftBecause: 'removed' }))
    }
  }

  get #agentCallSid(): string {
    return `CAagent-${this.#callId}`
  }

  #prove(step: TransferStep, { stage, partyId }: TransferSnapshot): void {
    switch (step) {
      case 'swap':
        // The party that must not hear is put on hold before the other one is resumed.
        this.#holdNow(stage === 'consulting' ? partyId : 'customer', true)
        this.#holdNow(stage === 'consulting' ? 'customer' : partyId, false)
        this.#stage(stage === 'consulting' ? 'swapped' : 'consulting')
        break
      case 'join':
        this.#holdNow(partyId, false)
        this.#holdNow('customer', false)
        this.#stage('joined')
        break
      case 'cancel':
        this.#party(partyId, { state: 'left', leftBecause: 'taken-back' })
        this.#change({ transfer: null })
        this.hold('customer', false)
        break
      case 'complete':
        this.#complete()
        break
      default: {
        return assertNever(step)
      }
    }
  }

  #complete(): void {
    this.#holdNow('customer', false)
    this.end('transferred')
  }

  #stage(stage: TransferSnapshot['stage']): void {
    const { transfer } = this.#live()
    if (transfer !== null) this.#change({ transfer: { ...transfer, stage, pending: null } })
  }

  #holdNow(partyId: string, held: boolean): void {
    this.#party(partyId, { hold: { requested: held, confirmed: held, since: instant() } })
  }

  #guest(): Party | undefined {
    return this.#live().parties.findLast(
      ({ role, state }) => role === 'consult' && state !== 'left',
    )
  }

  #live(): CallSnapshot {
    if (this.call === null) throw new Error('There is no conversation.')
    return this.call
  }

  #party(partyId: string, over: Partial<Party>): void {
    const changed = (party: Party): Party => ({ ...party, ...over })
    const parties = this.#live().parties.map((party) =>
      party.partyId === partyId ? changed(party) : party,
    )
    this.#change({ parties })
  }

  #change(over: Partial<CallSnapshot>): void {
    this.#set({ ...this.#live(), ...over })
  }

  #set(call: CallSnapshot): void {
    this.call = call
    this.#changed()
  }

  /** A moment later, unless the conversation has ended by then. */
  #soon(then: () => void): void {
    setTimeout(() => {
      if (this.call !== null && this.call.state.kind !== 'ended') then()
    })
  }
}
