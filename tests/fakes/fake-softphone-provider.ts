import type { CallSnapshot } from '../../server/contract/desk.ts'
import type {
  ProviderAgentState,
  ProviderCall,
  ProviderError,
  ProviderListener,
  ProviderStatus,
  ProviderTarget,
  SoftphoneProvider,
} from '../../renderer/ports/softphone-provider.ts'
import { FakeConversation, type Outcome } from './fake-conversation.ts'
import { fakeTargets } from './snapshots.ts'

const activities = [
  { id: 'available', name: 'Available', available: true },
  { id: 'away', name: 'Away', available: false },
] as const

/** A provider without a vendor: one agent, one conversation at a time, in memory. */
export class FakeSoftphoneProvider implements SoftphoneProvider {
  readonly conversation = new FakeConversation(() => this.#changed())
  readonly #listeners = new Set<ProviderListener>()
  #muted = false
  #answering = false
  #connected = false
  #agent: ProviderAgentState = { current: activities[0], pending: null, choices: activities }

  status(): ProviderStatus {
    const { call, wrapUp } = this.conversation
    return {
      ready: true,
      agent: this.#agent,
      calls: call === null || call.state.kind === 'ended' ? [] : [this.#callOf(call)],
      afterCall: wrapUp === null ? [] : [wrapUp],
    }
  }

  listen(listener: ProviderListener): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  // The people around it, played by a test.

  customerCalls(): void {
    this.conversation.customerCalls()
    const [call] = this.status().calls
    if (call !== undefined) this.#tell((listener) => listener.onIncoming?.(call))
  }

  customerAnswers(): void {
    this.conversation.connect()
    this.#tellConnected()
  }

  guestLeaves(outcome: Outcome): void {
    this.conversation.guestLeaves(outcome)
    const trouble = this.conversation.call?.trouble ?? null
    if (trouble === null) return
    const { code, who } = trouble
    const error: ProviderError = { callId: 'call-1', command: 'transfer', code, who }
    this.#tell((listener) => listener.onError?.(error))
  }

  // What an agent asks for.

  place(): void {
    if (this.conversation.call === null) this.conversation.dial()
  }

  accept(callId: string): void {
    if (this.#state(callId) !== 'ringing') return
    this.#answering = true
    this.conversation.connect()
    this.#tellConnected()
  }

  decline(callId: string): void {
    if (this.#state(callId) !== 'ringing') return
    const [call] = this.status().calls
    this.conversation.decline()
    if (call !== undefined) this.#tell((listener) => listener.onEnded?.(call, null))
  }

  hangUp(callId: string): void {
    if (this.#has(callId)) this.conversation.end('agent-hung-up')
  }

  leave(callId: string): void {
    if (this.#has(callId)) this.conversation.end('transferred')
  }

  hold(callId: string, partyId = 'customer'): void {
    if (this.#has(callId)) this.conversation.hold(partyId, true)
  }

  resume(callId: string, partyId = 'customer'): void {
    if (this.#has(callId)) this.conversation.hold(partyId, false)
  }

  mute(callId: string, muted: boolean): void {
    if (!this.#has(callId)) return
    this.#muted = muted
    this.#changed()
  }

  sendDigits(): void {
    // Nobody in here listens to keys.
  }

  transfer(callId: string, kind: 'cold' | 'warm', to: ProviderTarget): void {
    if (!this.#has(callId) || this.conversation.call?.transfer) return
    const target = to.kind === 'number' ? to : { kind: 'teammate' as const, userId: to.agentId }
    this.conversation.transfer(kind, target)
  }

  endTransfer(callId: string, how: 'complete' | 'cancel' | 'swap' | 'join'): void {
    if (this.#has(callId)) this.conversation.step(how)
  }

  transferToQueue(callId: string, queueSid: string): void {
    if (this.#has(callId)) this.conversation.transfer('cold', { kind: 'queue', queueSid })
  }

  startConference(callId: string): void {
    if (this.#has(callId)) this.conversation.bringIn()
  }

  merge(callId: string): void {
    this.endTransfer(callId, 'join')
  }

  remove(callId: string, partyId: string): void {
    const party = this.conversation.call?.parties.find((item) => item.partyId === partyId)
    if (this.#has(callId) && party?.self === false) this.conversation.party(partyId, 'remove')
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
    return { agents, queues }
  }

  contactAttributes(callId: string) {
    const { call } = this.conversation
    if (call?.callId !== callId) return null
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
    draft: (_callId, draft) => this.conversation.draft({ ...draft }),
    complete: () => this.conversation.complete(),
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

  #has(callId: string): boolean {
    const { call } = this.conversation
    return call?.callId === callId && call.state.kind !== 'ended'
  }

  #state(callId: string): ProviderCall['state'] | undefined {
    return this.status().calls.find((call) => call.callId === callId)?.state
  }

  #callOf({ callId, direction, state, parties, transfer }: CallSnapshot): ProviderCall {
    const kind = state.kind === 'ended' ? 'active' : state.kind
    const answered = kind === 'ringing' && this.#answering ? 'connecting' : kind
    return { callId, direction, state: answered, muted: this.#muted, parties, transfer }
  }

  #tellConnected(): void {
    const [call] = this.status().calls
    if (call === undefined || this.#connected) return
    this.#connected = true
    this.#tell((listener) => listener.onConnected?.(call))
  }

  #changed(): void {
    const status = this.status()
    this.#tell((listener) => listener.onStatus?.(status))
    const { call } = this.conversation
    if (call?.state.kind !== 'ended' || !this.#connected) return
    const { reason } = call.state
    const over = this.#callOf(call)
    this.conversation.call = null
    this.#connected = false
    this.#answering = false
    this.#tell((listener) => listener.onEnded?.(over, reason))
  }

  #tell(say: (listener: ProviderListener) => void): void {
    this.#listeners.forEach(say)
  }
}
