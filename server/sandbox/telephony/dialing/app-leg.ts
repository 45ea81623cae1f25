import type { Frame } from '../../media/frame.ts'
import type { Leg, LegEnd, LegEvents, RingInfo } from '../audio/leg.ts'
import type { Call } from '../call/call.ts'
import type { Application } from '../routes.ts'
import type { VoiceServices } from '../services.ts'
import { beginRoute } from '../switchboard.ts'

/** A leg whose party is the document of a TwiML App; null when the account has no such App. */
export function createAppLeg(services: VoiceServices, applicationSid: string): Leg | null {
  const application = services.routes.application(applicationSid)
  return application && new AppLeg(services, application)
}

/**
 * Two legs back to back: what one hears, the other says. This one is that of the call to the App. The other one is that of
 * a call inside the App, which runs the App's document: the first verb that answers it answers this leg.
 * Docs: voice/api/conference-participant-resource (To).
 */
class AppLeg implements Leg {
  readonly kind = 'phone'
  readonly #services: VoiceServices
  readonly #application: Application
  #events: LegEvents | null = null
  #inside: { readonly call: Call; readonly leg: Leg } | null = null
  /** What the App plays, and what it hears. */
  #said: Frame | null = null
  #heard: Frame | null = null

  constructor(services: VoiceServices, application: Application) {
    this.#services = services
    this.#application = application
  }

  attach(events: LegEvents): void {
    this.#events = events
  }

  ring({ callSid, accountSid, from, to, params }: RingInfo): void {
    const { calls } = this.#services
    const outside = calls.get(callSid)
    if (outside === null) return
    const { sid: applicationSid } = this.#application
    const facts = { accountSid, from, to, params, applicationSid, direction: 'inbound' } as const
    const call = calls.createInside(outside, facts)
    const leg = this.#otherEnd()
    this.#inside = { call, leg }
    call.addLeg(leg)
    this.#events?.onRinging()
    queueMicrotask(() => beginRoute(this.#services, call, this.#application))
  }

  /** Only what a device begins has progress, and is accepted. */
  progress(): void {}

  accept(): void {}

  close(): void {
    const inside = this.#inside
    if (inside === null) return
    this.#inside = null
    const { call, leg } = inside
    call.removeLeg(leg)
    call.end(call.answeredAt === null ? 'no-answer' : 'completed', 'party')
  }

  read(): Frame | null {
    return this.#said
  }

  write(frame: Frame | null): void {
    this.#heard = copyOf(frame)
  }

  #otherEnd(): Leg {
    return {
      kind: 'phone',
      attach() {},
      ring() {},
      progress() {},
      accept: () => this.#events?.onAnswered(),
      close: (end) => this.#onInsideEnded(end),
      read: () => this.#heard,
      write: (frame) => {
        this.#said = copyOf(frame)
      },
    }
  }

  #onInsideEnded(end: LegEnd): void {
    if (this.#inside === null) return
    this.#inside = null
    this.#events?.onEnded(end)
  }
}

/** The other side reads it in the next tick, when its owner has overwritten it. */
function copyOf(frame: Frame | null): Frame | null {
  return frame && frame.slice()
}
