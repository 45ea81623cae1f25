import { compose, type Desk } from '../../renderer/app/compose.ts'
import type { Ports } from '../../renderer/app/engine/ports.ts'
import type { Request } from '../../renderer/domain/request.ts'
import { done, failure } from '../../renderer/ports/result.ts'
import { FakeConversation } from './fake-conversation.ts'
import { FakePorts, makeSession, settle } from './fake-ports.ts'
import { makeDesk } from './snapshots.ts'

const activities = [
  { sid: 'WAavailable', name: 'Available', available: true },
  { sid: 'WAunavailable', name: 'Unavailable', available: false },
] as const

/** The renderer below the screens, beside a server and a Voice SDK that act in memory. */
export class FakeCentre {
  readonly fakes = new FakePorts()
  readonly conversation = new FakeConversation(() => this.#tell())
  readonly desk: Desk
  #revision = 1
  /** The SDK's call at this desk, if there is one. */
  #leg: string | null = null
  #legs = 0

  constructor() {
    this.desk = compose(this.#ports())
  }

  async open(): Promise<void> {
    this.fakes.answers.refresh = () => done(makeSession())
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
    this.conversation.customerCalls()
    this.#legs += 1
    this.#leg = `inbound-${this.#legs}`
    this.fakes.voice.emit({
      kind: 'voice-incoming',
      id: this.#leg,
      callId: 'call-1',
      callSid: 'CAagent',
      from: '+14155550123',
    })
  }

  #ports(): Ports {
    const { ports } = this.fakes
    const { conversation } = this
    return {
      ...ports,
      voice: {
        ...ports.voice,
        answer: (id) => {
          this.fakes.voice.emit({ kind: 'voice-opened', id })
          conversation.connect()
        },
        decline: (id) => {
          this.#endLeg(id, 'rejected')
          conversation.decline()
        },
        hangUp: (id) => this.#endLeg(id, 'local'),
        dial: (id) => {
          this.#leg = id
          this.fakes.voice.emit({ kind: 'voice-opened', id })
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
        dial: async ({ to }) => done({ callId: conversation.dial(), to }),
        command: async (command, callId) => {
          if (conversation.call?.callId !== callId) return failure('not-found', false)
          if (command === 'hang-up') conversation.end('agent-hung-up')
          if (command === 'hold' || command === 'resume') {
            conversation.hold('customer', command === 'hold')
          }
          return done(undefined)
        },
        request: async (request) => {
          if (conversation.call?.callId !== request.callId) return failure('not-found', false)
          this.#request(request)
          return done(undefined)
        },
        saveDraft: async (_callId, draft) => {
          conversation.draft({ ...draft })
          return done(undefined)
        },
        completeWrapUp: async () => {
          conversation.complete()
          return done(undefined)
        },
      },
    }
  }

  #request(request: Request): void {
    const { conversation } = this
    switch (request.about) {
      case 'transfer':
        return conversation.transfer(request.kind, request.target)
      case 'transfer-step':
        return conversation.step(request.step)
      case 'add':
        conversation.bringIn()
        return undefined
      case 'party':
        return conversation.party(request.partyId, request.step)
      case 'leave':
        return conversation.end('transferred')
      default: {
        const impossible: never = request
        return impossible
      }
    }
  }

  #endLeg(id: string, reason: 'rejected' | 'local'): void {
    if (this.#leg !== id) return
    this.#leg = null
    this.fakes.voice.emit({ kind: 'voice-ended', id, reason })
  }

  #tell(): void {
    this.#revision += 1
    const { call, wrapUp } = this.conversation
    const snapshot = makeDesk({
      revision: this.#revision,
      calls: call === null ? [] : [call],
      wrapUps: wrapUp === null ? [] : [wrapUp],
    })
    this.fakes.server.emit({ kind: 'desk', snapshot })
  }
}
