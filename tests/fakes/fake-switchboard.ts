import type { Target } from '../../server/contract/commands.ts'
import type { CallSnapshot, HandedOver, WrapUpSnapshot } from '../../server/contract/desk.ts'
import { FakeConversation } from './fake-conversation.ts'
import { instant } from './snapshots.ts'

/** The two conversations that a desk can have: at most one of them is off hold. */
export class FakeSwitchboard {
  readonly first: FakeConversation
  readonly second: FakeConversation

  constructor(changed: () => void) {
    const customer = { name: 'Tomas Novak', number: '+14155550124', callSid: 'CAsecond' }
    this.first = new FakeConversation(changed)
    this.second = new FakeConversation(changed, 'call-2', customer)
  }

  get calls(): readonly CallSnapshot[] {
    return this.#both.map(({ call }) => call).filter((call) => call !== null)
  }

  get wrapUps(): readonly WrapUpSnapshot[] {
    return this.#both.map(({ wrapUp }) => wrapUp).filter((wrapUp) => wrapUp !== null)
  }

  get handedOver(): readonly HandedOver[] {
    return this.#both.flatMap(({ inQueue, call }) => {
      if (inQueue === null || call === null) return []
      const customer = call.parties.find((party) => party.role === 'customer')
      const { name: customerName = null, number: customerNumber = null } = customer ?? {}
      const { queueName } = inQueue
      return [{ callId: call.callId, customerName, customerNumber, queueName, since: instant() }]
    })
  }

  get #both(): readonly FakeConversation[] {
    return [this.first, this.second]
  }

  /** The live conversation of that name. */
  find(callId: string): FakeConversation | undefined {
    return this.#both.find(({ call }) => call?.callId === callId && call.state.kind !== 'ended')
  }

  afterCall(callId: string): FakeConversation | undefined {
    return this.#both.find(({ wrapUp }) => wrapUp?.callId === callId)
  }

  /** Begins a call in the first conversation that is free, the other on hold; null when neither is. */
  dial(target: Target): string | null {
    const free = this.#both.find(({ call }) => call === null || call.state.kind === 'ended')
    if (free === undefined) return null
    this.#park(free)
    return free.dial(target)
  }

  /** The agent answers: the call in hand goes on hold. */
  answer(conversation: FakeConversation): void {
    this.#park(conversation)
    conversation.connect()
  }

  /** Out of the queue again; undefined where nobody of that name waits there. */
  takeBack(callId: string): FakeConversation | undefined {
    const waiting = this.#both.find(
      ({ call, inQueue }) => inQueue !== null && call?.callId === callId,
    )
    if (waiting === undefined) return undefined
    this.#park(waiting)
    waiting.takeBack()
    return waiting
  }

  /** False where there are no two conversations to go between. */
  switchTo(callId: string): boolean {
    const conversation = this.find(callId)
    if (conversation?.isActive !== true) return false
    this.#park(conversation)
    conversation.hold('customer', false)
    return true
  }

  merge(callId: string, otherCallId: string): boolean {
    const into = this.find(callId)
    const other = this.find(otherCallId)
    if (into?.isActive !== true || other?.isActive !== true || into === other) return false
    into.adopt(other)
    return true
  }

  #park(other: FakeConversation): void {
    for (const conversation of this.#both) {
      if (conversation !== other && conversation.isActive) conversation.hold('customer', true)
    }
  }
}
