import type { VoiceEvent } from '../../domain/model/events.ts'
import type { VoiceEndReason } from '../../domain/model/call-state.ts'
import type { ClockPort } from '../../ports/clock-port.ts'
import { CallKeys } from './call-keys.ts'
import type { DeviceCall } from './devices.ts'
import type { SdkCall } from './sdk.ts'

interface Leg {
  call: SdkCall | null
  keys: CallKeys | null
  muted: boolean
  hungUp: boolean
  failed: boolean
  readonly warnings: Set<string>
}

/** A leg whose call the SDK is making. */
export interface ExpectedLeg {
  attach(made: DeviceCall): void
  fail(): void
}

export interface LegsDeps {
  readonly emit: (event: VoiceEvent) => void
  /** The SDK has ended a call, also after its leg has ended here. */
  readonly onOver: () => void
  /** Awake while there is a leg. */
  readonly sound: { wake(): void; rest(): void }
  readonly clock: Pick<ClockPort, 'after'>
}

/** Mute and a silent office also cause constant levels. All other warnings mean bad sound. */
const harmless = /^constant-audio/

/** The SDK's calls under our own ids. Whatever the SDK does, each id ends in exactly one `voice-ended`. */
export class Legs {
  readonly #legs = new Map<string, Leg>()
  readonly #deps: LegsDeps

  constructor(deps: LegsDeps) {
    this.#deps = deps
  }

  /** A leg whose call comes later. The id may be that of a leg that was given up. */
  expect(id: string): ExpectedLeg {
    const leg = newLeg()
    this.#deps.sound.wake()
    this.#legs.set(id, leg)
    return {
      attach: (made) => this.#attach(id, leg, made),
      fail: () => {
        if (this.#legs.get(id) === leg) this.end(id, 'failed')
      },
    }
  }

  add(id: string, offered: DeviceCall): void {
    this.expect(id).attach(offered)
  }

  answer(id: string): void {
    this.#legs.get(id)?.call?.accept()
  }

  decline(id: string): void {
    const leg = this.#legs.get(id)
    if (leg === undefined) return
    leg.call?.reject()
    this.end(id, 'rejected')
  }

  mute(id: string, muted: boolean): void {
    const leg = this.#legs.get(id)
    if (leg === undefined) return
    leg.muted = muted
    leg.call?.mute(muted)
  }

  sendDigits(id: string, digits: string): void {
    this.#legs.get(id)?.keys?.press(digits)
  }

  stopKeys(id: string): void {
    this.#legs.get(id)?.keys?.cut()
  }

  hangUp(id: string): void {
    const leg = this.#legs.get(id)
    if (leg === undefined) return
    leg.hungUp = true
    if (leg.call?.status() === 'pending') leg.call.reject()
    else leg.call?.disconnect()
    this.end(id, 'local')
  }

  end(id: string, reason: VoiceEndReason): void {
    this.#legs.get(id)?.keys?.close()
    if (!this.#legs.delete(id)) return
    if (this.#legs.size === 0) this.#deps.sound.rest()
    this.#deps.emit({ kind: 'voice-ended', id, reason })
  }

  endAll(reason: VoiceEndReason): void {
    for (const id of this.#legs.keys()) this.end(id, reason)
  }

  #attach(id: string, leg: Leg, { call, connections }: DeviceCall): void {
    if (this.#legs.get(id) !== leg) {
      // It was given up while the SDK was making it.
      call.disconnect()
      return
    }
    leg.call = call
    leg.keys = new CallKeys({
      call,
      tones: () => connections.tones(),
      after: this.#deps.clock.after,
      tell: (keys, became) => this.#deps.emit({ kind: 'voice-keys', id, keys, became }),
    })
    this.#follow(id, leg, { call, connections })
    if (leg.muted) call.mute(true)
  }

  #follow(id: string, leg: Leg, { call, connections }: DeviceCall): void {
    const tell = (event: VoiceEvent) => {
      if (this.#legs.get(id) === leg) this.#deps.emit(event)
    }
    const end = (reason: VoiceEndReason) => {
      if (this.#legs.get(id) === leg) this.end(id, reason)
    }
    /** The SDK reports an error just before or just after the end of the call. */
    const over = () =>
      queueMicrotask(() => end(leg.hungUp ? 'local' : leg.failed ? 'failed' : 'remote'))

    // The SDK says so before there is any sound. The screen has much to draw then, and would hold the sound up.
    call.on('accept', () => connections.whenConnected(() => tell({ kind: 'voice-opened', id })))
    call.on('cancel', () => end('cancelled'))
    call.on('reject', () => end('rejected'))
    call.on('disconnect', over)
    call.on('disconnect', () => queueMicrotask(this.#deps.onOver))
    call.on('reconnecting', () => {
      leg.keys?.cut()
      tell({ kind: 'voice-reconnecting', id })
    })
    call.on('reconnected', () => tell({ kind: 'voice-reconnected', id }))
    call.on('error', () => {
      if (leg.keys?.takeError() === true) return
      leg.failed = true
      if (call.status() === 'closed') over()
    })
    call.on('transportClose', () => {
      // A call that is not accepted by now never will be, and the SDK does not report it.
      if (call.status() === 'pending') end('failed')
      else queueMicrotask(() => call.status() === 'closed' && end('failed'))
    })
    call.on('warning', (name) => this.#warn(id, leg, () => leg.warnings.add(name), name))
    call.on('warning-cleared', (name) => this.#warn(id, leg, () => leg.warnings.delete(name), name))
  }

  #warn(id: string, leg: Leg, change: () => unknown, name: string): void {
    if (harmless.test(name) || this.#legs.get(id) !== leg) return
    const before = leg.warnings.size > 0
    change()
    const poor = leg.warnings.size > 0
    if (poor !== before) this.#deps.emit({ kind: 'voice-quality', id, poor })
  }
}

function newLeg(): Leg {
  return { call: null, keys: null, muted: false, hungUp: false, failed: false, warnings: new Set() }
}
