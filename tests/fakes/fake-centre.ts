import { succeed } from '../../server/contract/result.ts'
import { assertNever } from '../../server/contract/assert-never.ts'
import { composeSoftphone, type Softphone } from '../../renderer/app/compose-softphone.ts'
import type { Ports } from '../../renderer/app/engine/ports.ts'
import type { Request } from '../../renderer/domain/model/request.ts'
import { failWith } from '../../renderer/ports/result.ts'
import type { FakeConversation } from './fake-conversation.ts'
import { FakePorts, makeSession, settle } from './fake-ports.ts'
import { FakeSwitchboard } from './fake-switchboard.ts'
import { makeDesk } from './snapshots.ts'

const activities = [
  { sid: 'WAavailable', name: 'Available', available: true },
  { sid: 'WAunavailable', name: 'Unavailable', available: false },
] as const

/** The renderer below the screens, beside a server and a Voice SDK that act in memory. */
export class FakeCentre {
  readonly fakes = new FakePorts()
  readonly switchboard = new FakeSwitchboard(() => this.#tell())
  readonly conversation = this.switchboard.first
  readonly desk: Softphone
  #revision = 1
  /** The SDK's calls at this desk: our ids, and the names of their conversations. */
  readonly #legs = new Map<string, string>()

  constructor() {
    this.desk = composeSoftphone(this.#ports())
  }

  async open(): Promise<void> {
    this.fakes.answers.refresh = () => succeed(makeSession())
    await this.desk.start(null)
    await settle()
    this.fakes.server.emit({ kind: 'server-link', state: 'connected' })
    this.fakes.voice.emit({ kind: 'voice-registration', state: 'registered' })
    this.fakes.microphone.emit('live')
    const [current] = activities
    this.fakes.worker.emit({ kind: 'worker-ready', activities: [...activities], current })
    this.#tell()
    await settle()
  }

  customerCalls(): void {
    this.conversation.customerCalls({ callWaiting: false })
    this.#legs.set('inbound-1', 'call-1')
    this.fakes.voice.emit({
      kind: 'voice-incoming',
      id: 'inbound-1',
      callId: 'call-1',
      callSid: 'CAagent',
      from: '+14155550123',
    })
  }

  /** During another call: no leg rings. */
  secondCustomerCalls(): void {
    this.switchboard.second.customerCalls({ callWaiting: true })
  }

  #ports(): Ports {
    const { ports } = this.fakes
    const { switchboard } = this
    return {
      ...ports,
      voice: {
        ...ports.voice,
        answer: (id) => {
          this.fakes.voice.emit({ kind: 'voice-opened', id })
          this.conversation.connect()
        },
        decline: (id) => {
          this.#endLeg(id, 'rejected')
          this.conversation.decline()
        },
        hangUp: (id) => this.#endLeg(id, 'local'),
        dial: (id, callId) => {
          this.#legs.set(id, callId)
          this.fakes.voice.emit({ kind: 'voice-opened', id })
          const waiting = switchboard.find(callId)
          if (waiting?.call?.callWaiting === true) switchboard.answer(waiting)
          if (waiting?.call?.state.kind === 'connecting') waiting.connect()
        },
      },
      worker: {
        ...ports.worker,
        setActivity: async (sid) => {
          const current = activities.find((activity) => activity.sid === sid)
          if (current === undefined) return false
          this.fakes.worker.emit({ kind: 'worker-activity', current })
          return true
        },
      },
      server: {
        ...ports.server,
        dial: async ({ target }) => {
          const callId = switchboard.dial(target)
          return callId === null
            ? failWith('already-on-a-call', false)
            : succeed({ callId, to: 'somebody' })
        },
        retrieve: async (callId) =>
          switchboard.takeBack(callId) === undefined
            ? failWith('already-answered', false)
            : succeed({ callId, to: 'the customer' }),
        command: async (command, callId) => {
          const conversation = switchboard.find(callId)
          if (conversation === undefined) return failWith('not-found', false)
          if (command === 'hang-up') {
            if (conversation.call?.state.kind === 'ringing') conversation.decline()
            else conversation.end('agent-hung-up')
          }
          return succeed(undefined)
        },
        request: async (request) => {
          const conversation = switchboard.find(request.callId)
          if (conversation === undefined) return failWith('not-found', false)
          return this.#request(request, conversation)
            ? succeed(undefined)
            : failWith('invalid-request', false)
        },
        saveDraft: async (callId, draft) => {
          switchboard.afterCall(callId)?.draft({ ...draft })
          return succeed(undefined)
        },
        completeWrapUp: async (callId) => {
          switchboard.afterCall(callId)?.complete()
          return succeed(undefined)
        },
      },
    }
  }

  /** False where the centre refuses. */
  #request(request: Request, conversation: FakeConversation): boolean {
    switch (request.about) {
      case 'transfer':
        conversation.transfer(request.kind, request.target)
        return true
      case 'transfer-step':
        conversation.step(request.step)
        return true
      case 'add':
        conversation.bringIn()
        return true
      case 'party':
        conversation.party(request.partyId, request.step)
        return true
      case 'leave':
        conversation.end('transferred')
        return true
      case 'switch':
        return this.switchboard.switchTo(request.callId)
      case 'merge':
        return this.switchboard.merge(request.callId, request.otherCallId)
      case 'recording':
        conversation.record(request.step)
        return true
      default: {
        return assertNever(request)
      }
    }
  }

  #endLeg(id: string, reason: 'rejected' | 'local'): void {
    if (!this.#legs.delete(id)) return
    this.fakes.voice.emit({ kind: 'voice-ended', id, reason })
  }

  #tell(): void {
    this.#revision += 1
    const { calls, handedOver, wrapUps } = this.switchboard
    const snapshot = makeDesk({
      revision: this.#revision,
      calls: [...calls],
      handedOver: [...handedOver],
      wrapUps: [...wrapUps],
    })
    this.fakes.server.emit({ kind: 'desk', snapshot })
  }
}
