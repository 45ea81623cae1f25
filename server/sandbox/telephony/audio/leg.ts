import type { UserMessage } from '../../messages/user-message.ts'
import type { Frame } from '../../media/frame.ts'

/** Why a leg ended, in the words of a Call's final `CallStatus`. */
export type LegEnd =
  | { readonly kind: 'hangup' }
  | { readonly kind: 'busy' }
  | { readonly kind: 'no-answer' }
  | {
      readonly kind: 'failed'
      readonly code: number
      readonly message: string
      /** What the carrier's SIP response was, where a carrier had a part in it. */
      readonly sipCode?: number
    }

/** Who answers a telephone, for answering machine detection. Docs: voice/answering-machine-detection. */
export interface Answerer {
  readonly answeredBy: 'human' | 'machine'
  /** How long a machine's greeting lasts from the answer on; its beep follows. */
  readonly greetingSeconds: number
}

/** What a device reports to the switch. Callbacks come in the order listed, `ended` once. */
export interface LegEvents {
  /** The device alerts its person. */
  onRinging(): void
  /** The device took the call; audio flows from now on. */
  onAnswered(): void
  /** One key: `0`-`9`, `*`, `#`, `A`-`D`. */
  onKey(key: string): void
  /** A Device's user-defined message; telephones have none. */
  onMessage?(message: UserMessage): void
  onEnded(end: LegEnd): void
}

/** What a device gets when it is rung. `params` are the custom parameters of `client:name?key=value`. */
export interface RingInfo {
  readonly callSid: string
  readonly accountSid: string
  readonly from: string
  readonly to: string
  readonly params: Readonly<Record<string, string>>
}

/**
 * One leg of one call: a Voice SDK Device, a simulated telephone, a person at the customer page.
 * The switch owns the Call; a leg only rings, speaks and hears.
 */
export interface Leg {
  /** `client` or `phone`; decides the form of From and To. */
  readonly kind: 'client' | 'phone'
  /** Who has answered; absent or null where that is unknown (a Device, a call that has not rung). */
  answersAs?(): Answerer | null
  /** Called once, before anything else. */
  attach(events: LegEvents): void
  /** Alerts the device (a call towards it). */
  ring(info: RingInfo): void
  /** A call from the device: the far side rings (the device plays its own ringback unless audio is written). */
  progress(callSid: string): void
  /** A call from the device: the switch takes it; audio flows from now on. */
  accept(callSid: string): void
  /** Ends it from the switch's side; `ended` is not called back. Before the answer this cancels or refuses. */
  close(end: LegEnd): void
  /** Gives a Device the application's message; a telephone has nobody to read it. */
  sendMessage?(message: UserMessage): void
  /** The party's newest 20 ms, or null when nothing arrived for this tick. */
  read(): Frame | null
  /** What the party hears in this tick, overwritten in the next; null is silence. */
  write(frame: Frame | null): void
  /** Instead of `write`: this tick's packet is lost on its way to the party. A leg without it hears silence. */
  skip?(): void
}

/** A call that a device begins. */
export interface InboundAttempt {
  readonly leg: Leg
  /** `client:identity` or an E.164 number. */
  readonly from: string
  /** A number, or empty for a Device's `connect()` (its TwiML App decides). */
  readonly to: string
  /** A Device's TwiML App, from its token's VoiceGrant. */
  readonly applicationSid?: string
  /** What a lookup of `from` finds. */
  readonly callerName?: string
  /** `Device.connect({ params })`; sent to the TwiML App's URL as they are. */
  readonly params: Readonly<Record<string, string>>
}

/** Where devices begin their calls, and where the switch finds devices. */
export interface Switch {
  /** Takes a call that a device begins, and answers with its Call SID. */
  receive(attempt: InboundAttempt): { readonly callSid: string }
}

export interface DeviceDirectory {
  /** A fresh leg for each Device registered as this identity: every one rings, the first to answer wins. */
  clientLegs(identity: string): readonly Leg[]
  /** A fresh leg towards a number of the telephone network; null when no such number is allocated. */
  phoneLeg(number: string): Leg | null
  /** A fresh leg towards a TwiML App, whose document is the party; null when the account has no such App. */
  appLeg(applicationSid: string): Leg | null
}
