import type { Target } from '../../server/contract/commands.ts'
import type { CallSnapshot } from '../../server/contract/desk.ts'
import type {
  ProviderAgentState,
  ProviderCall,
  ProviderDestination,
  ProviderError,
  ProviderListener,
  ProviderStatus,
  ProviderTarget,
  SoftphoneProvider,
} from '../../renderer/ports/softphone-provider.ts'
import type { FakeConversation, PartyOutcome } from './fake-conversation.ts'
import { FakeSwitchboard } from './fake-switchboard.ts'
import { fakeTargets } from './snapshots.ts'

const activities = [
  { id: 'available', name: 'Available', available: true },
  { id: 'away', name: 'Away', available: false },
] as const

/** A provider without a vendor: one agent with two conversations at most, in memory. */
export class FakeSoftphoneProvider implements SoftphoneProvider {
  readonly switchboard = new FakeSwitchboard(() => this.#changed())
  readonly conversation = this.switchboard.first
  readonly #listeners = new Set<ProviderListener>()
  /** Those that `onConnected` has been told of. */
  readonly #connected = new Set<string>()
  #inHand: string | null = null
  #muted = false
  #agent: ProviderAgentState = { current: activities[0], pending: null, choices: activities }

  status(): ProviderStatus {
    const calls = this.switchboard.calls.filter(({ state }) => state.kind !== 'ended')
    const shown = calls.map((call) => this.#callOf(call))
    return {
      ready: true,
      agent: this.#agent,
      calls: shown.toSorted((one, other) => Number(other.inHand) - Number(one.inHand)),
      inQueue: this.switchboard.handedOver.map(({ callId, queueName }) => ({
        callId,
        queueName,
        pending: false,
      })),
      afterCall: this.switchboard.wrapUps,
    }
  }

  listen(listener: ProviderListener): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  // The people around it, played by a test.

  customerCalls(): void {
    this.conversation.customerCalls({ callWaiting: false })
    this.#tellIncoming('call-1')
  }

  secondCustomerCalls(): void {
    this.switchboard.second.customerCalls({ callWaiting: true })
    this.#tellIncoming('call-2')
  }

  customerAnswers(): void {
    this.conversation.connect()
    this.#tellConnected('call-1')
  }

  secondCustomerAnswers(): void {
    this.switchboard.second.connect()
    this.#tellConnected('call-2')
  }

  guestLeaves(outcome: PartyOutcome): void {
    this.conversation.guestLeaves(outcome)
    const failure = this.conversation.call?.failure ?? null
    if (failure === null) return
    const { code, who } = failure
    const error: ProviderError = { callId: 'call-1', command: 'transfer', code, who }
    this.#tell((listener) => listener.onError?.(error))
  }

  // What an agent asks for.

  place(to: ProviderDestination): void {
    const target = to.kind === 'queue' ? { kind: to.kind, queueSid: to.queueId } : targetOf(to)
    this.#inHand = this.switchboard.dial(target) ?? this.#inHand
    this.#changed()
  }

  accept(callId: string): void {
    const conversation = this.switchboard.find(callId)
    if (conversation === undefined || this.#state(callId) !== 'ringing') return
    this.#inHand = callId
    this.switchboard.answer(conversation)
    this.#tellConnected(callId)
  }

  decline(callId: string): void {
    const call = this.#call(callId)
    if (call?.state !== 'ringing') return
    this.switchboard.find(callId)?.decline()
    this.#tell((listener) => listener.onEnded?.(call, null))
  }

  hangUp(callId: string): void {
    this.switchboard.find(callId)?.end('agent-hung-up')
  }

  leave(callId: string): void {
    this.switchboard.find(callId)?.end('transferred')
  }

  hold(callId: string, partyId = 'customer'): void {
    this.switchboard.find(callId)?.hold(partyId, true)
  }

  resume(callId: string, partyId = 'customer'): void {
    this.switchboard.find(callId)?.hold(partyId, false)
  }

  switchTo(callId: string): void {
    if (this.#inHand === callId || !this.switchboard.switchTo(callId)) return
    this.#inHand = callId
    this.#changed()
  }

  mute(callId: string, muted: boolean): void {
    if (this.#inHand !== callId) return
    this.#muted = muted
    this.#changed()
  }

  sendDigits(): void {
    // Nobody in here listens to keys.
  }

  transfer(callId: string, kind: 'cold' | 'warm', to: ProviderTarget): void {
    const conversation = this.switchboard.find(callId)
    if (conversation?.call?.transfer === null) conversation.transfer(kind, targetOf(to))
  }

  endTransfer(callId: string, how: 'complete' | 'cancel' | 'swap' | 'join'): void {
    this.switchboard.find(callId)?.step(how)
  }

  transferToQueue(callId: string, queueSid: string): void {
    this.switchboard.find(callId)?.transfer('cold', { kind: 'queue', queueSid })
  }

  retrieve(callId: string): void {
    const conversation = this.switchboard.takeBack(callId)
    if (conversation === undefined) return
    this.#inHand = callId
    conversation.connect()
    this.#tellConnected(callId)
  }

  startConference(callId: string): void {
    this.switchboard.find(callId)?.bringIn()
  }

  merge(callId: string, otherCallId?: string): void {
    if (otherCallId === undefined) this.endTransfer(callId, 'join')
    else this.switchboard.merge(callId, otherCallId)
  }

  remove(callId: string, partyId: string): void {
    const conversation = this.switchboard.find(callId)
    const party = conversation?.call?.parties.find((item) => item.partyId === partyId)
    if (party?.self === false) conversation?.party(partyId, 'remove')
  }

  recording(callId: string, step: 'pause' | 'resume'): void {
    const conversation = this.switchboard.find(callId)
    if (conversation?.call?.recording) conversation.record(step)
  }

  async directory() {
    const agents = fakeTargets.teammates.map(({ userId, displayName, available }) => ({
      agentId: userId,
      name: displayName,
      available,
    }))
    const queues = fakeTargets.queues.map(({ queueSid, name, waiting }) => ({
      queueId: queueSid,
      name,
      waiting,
    }))
    return { agents, queues, external: fakeTargets.directory }
  }

  contactAttributes(callId: string) {
    const call = this.switchboard.find(callId)?.call ?? null
    if (call === null) return null
    const customer = call.parties.find((party) => party.role === 'customer')
    return {
      direction: call.direction,
      customerNumber: customer?.number ?? null,
      customerName: customer?.name ?? null,
      lineNumber: call.lineNumber,
      queueName: call.queueName,
      handover: call.handover,
    }
  }

  readonly afterCallWork: SoftphoneProvider['afterCallWork'] = {
    draft: (callId, draft) => this.switchboard.afterCall(callId)?.draft({ ...draft }),
    // Time does not go by in here.
    extend: () => undefined,
    complete: (callId) => this.switchboard.afterCall(callId)?.complete(),
  }

  readonly agentState: SoftphoneProvider['agentState'] = {
    get: () => this.#agent,
    set: (activityId) => {
      const pending = activities.find((activity) => activity.id === activityId) ?? null
      this.#agent = { ...this.#agent, pending }
      this.#changed()
      setTimeout(() => {
        this.#agent = { ...this.#agent, pending: null, current: pending ?? this.#agent.current }
        this.#changed()
      })
    },
  }

  #call(callId: string): ProviderCall | undefined {
    return this.status().calls.find((call) => call.callId === callId)
  }

  #state(callId: string): ProviderCall['state'] | undefined {
    return this.#call(callId)?.state
  }

  #callOf(call: CallSnapshot): ProviderCall {
    const { callId, direction, state, parties, transfer, recording } = call
    const kind = state.kind === 'ended' || state.kind === 'unknown' ? 'active' : state.kind
    const inHand = this.#inHand === callId
    return {
      callId,
      direction,
      state: kind === 'ringing' && inHand ? 'connecting' : kind,
      waiting: call.callWaiting,
      inHand,
      muted: inHand ? this.#muted : kind !== 'ringing',
      parties,
      transfer,
      recording: recording && { state: recording.state, pending: recording.pending },
    }
  }

  #tellIncoming(callId: string): void {
    const call = this.#call(callId)
    if (call !== undefined) this.#tell((listener) => listener.onIncoming?.(call))
  }

  #tellConnected(callId: string): void {
    const call = this.#call(callId)
    if (call === undefined || this.#connected.has(callId)) return
    this.#connected.add(callId)
    this.#tell((listener) => listener.onConnected?.(call))
  }

  #changed(): void {
    const status = this.status()
    this.#tell((listener) => listener.onStatus?.(status))
    const { first, second } = this.switchboard
    for (const conversation of [first, second]) this.#endIfOver(conversation)
  }

  #endIfOver(conversation: FakeConversation): void {
    const { call } = conversation
    if (call?.state.kind !== 'ended' || !this.#connected.delete(call.callId)) return
    const { reason } = call.state
    const over = this.#callOf(call)
    if (conversation.inQueue === null) conversation.call = null
    if (this.#inHand === call.callId) {
      this.#inHand =
        this.switchboard.calls.find((other) => other.state.kind === 'active')?.callId ?? null
    }
    this.#tell((listener) => listener.onEnded?.(over, reason))
  }

  #tell(say: (listener: ProviderListener) => void): void {
    this.#listeners.forEach(say)
  }
}

function targetOf(to: ProviderTarget): Target {
  return to.kind === 'number' ? to : { kind: 'teammate', userId: to.agentId }
}
