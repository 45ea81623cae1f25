import { Emitter } from '../../testing/emitter.ts'
import type { SdkCall, SdkDevice } from '../sdk.ts'

/** A call of the SDK that does nothing by itself. */
export class StubCall extends Emitter implements SdkCall {
  readonly parameters: Record<string, string | undefined>
  readonly customParameters: Map<string, string>
  readonly did: string[] = []
  state = 'pending'

  constructor(
    parameters: Record<string, string | undefined> = { CallSid: 'CAagent' },
    custom: Readonly<Record<string, string>> = {},
  ) {
    super()
    this.parameters = parameters
    this.customParameters = new Map(Object.entries(custom))
  }

  status() {
    return this.state
  }
  accept() {
    this.did.push('accept')
    this.state = 'connecting'
  }
  reject() {
    this.did.push('reject')
    this.state = 'closed'
    this.emit('reject')
  }
  disconnect() {
    this.did.push('disconnect')
    this.state = 'closed'
    this.emit('disconnect')
  }
  mute(muted: boolean) {
    this.did.push(`mute:${muted}`)
  }
  /** What the SDK does with a string beside passing it on: throw, or emit an error of the call. */
  onDigits: (digits: string) => void = () => undefined

  sendDigits(digits: string) {
    this.did.push(`digits:${digits}`)
    this.onDigits(digits)
  }
}

export class StubDevice extends Emitter implements SdkDevice {
  readonly did: string[] = []
  readonly audio = {
    incoming: (enabled: boolean) => this.did.push(`incoming:${enabled}`),
    outgoing: (enabled: boolean) => this.did.push(`outgoing:${enabled}`),
    setInputDevice: async (deviceId: string) => this.#select('microphone', deviceId),
    unsetInputDevice: async () => this.did.push('microphone let go'),
    speakerDevices: {
      set: async (deviceId: string) => this.#select('speaker', deviceId),
    },
    on: (event: string, listener: () => void) => this.on(event, listener),
  }
  /** Devices that the SDK has not listed yet. */
  readonly unlisted = new Set<string>()
  #select(what: string, deviceId: string): void {
    if (this.unlisted.has(deviceId)) throw new Error(`Devices not found: ${deviceId}`)
    this.did.push(`${what}:${deviceId}`)
  }
  /** Settles what `connect` waits for. */
  connected: (call: StubCall) => void = () => undefined
  refused: (error: Error) => void = () => undefined

  readonly #had: StubCall[] = []

  get isBusy() {
    return this.#had.some(({ state }) => state !== 'pending' && state !== 'closed')
  }
  get calls() {
    return this.#had.filter(({ state }) => state === 'pending')
  }

  /** A call comes in. */
  rings(call: StubCall): void {
    this.#had.push(call)
    this.emit('incoming', call)
  }

  async register() {
    this.did.push('register')
  }
  connect(options: { readonly params: Readonly<Record<string, string>> }) {
    this.did.push(`connect:${options.params['callId'] ?? ''}`)
    return new Promise<SdkCall>((resolve, reject) => {
      this.connected = (call) => {
        call.state = 'open'
        this.#had.push(call)
        resolve(call)
      }
      this.refused = reject
    })
  }
  updateToken(token: string) {
    this.did.push(`token:${token}`)
  }
  destroy() {
    this.did.push('destroy')
    this.emit('unregistered')
  }
}
