import type { Call } from '../calls/model/call.ts'
import type { Clock } from '../clock.ts'
import type { Logger } from '../log/logger.ts'
import { createTimers } from '../timers.ts'
import type { TwilioGateway } from '../twilio/gateway.ts'
import type { Alarms } from './alarms.ts'
import { createKnownLegs } from './known-legs.ts'
import { foreignCalls } from './judge-call.ts'
import type { Marks } from './judge-call.ts'
import { isStranger } from './strangers.ts'

/** Reports and ends foreign calls of the account. */
export interface CallGuard {
  /** Adds the legs of a call that has changed to the known ones. */
  addLegsOf(call: Call): void
  /** Looks soon, because a foreign call is likely. */
  lookSoon(): void
  /** Somebody has joined the Conference of this call. */
  onParticipantJoined(
    call: Call,
    who: { readonly label: string | null; readonly callSid: string },
  ): void
  /** Looks from now on; calls that began before are left alone. */
  start(): void
  close(): void
}

export interface CallGuardDeps {
  readonly clock: Clock
  readonly log: Logger
  readonly alarms: Alarms
  readonly gateway: Pick<TwilioGateway, 'liveCalls' | 'endCall'>
  readonly marks: Marks
  /** Every call that is live or has just ended. */
  calls(): readonly Call[]
  /** Between 0 and 1. */
  random(): number
}

/** How often the account's live calls are read, ms, plus or minus a quarter. */
export const LOOK_EVERY_MS = 15_000

/** When they are read after something that makes a foreign call likely, ms. */
const LOOK_SOON_MS = [500, 2000, 5000] as const

/** How long a leg is known after the last event of its call, ms. */
const KEPT_MS = 3_600_000

/** Twilio's clock and ours may differ by this much, ms. */
const CLOCKS_APART_MS = 5000

export function createCallGuard(deps: CallGuardDeps): CallGuard {
  const { clock, log, alarms, gateway, marks } = deps
  const knownLegs = createKnownLegs()
  const timers = createTimers(clock)
  let reported = new Set<string>()
  let since = Infinity
  let looking = false

  async function end(callSid: string): Promise<void> {
    if (marks.mode === 'tell') return
    const ended = await gateway.endCall(callSid)
    // Found again by the next look.
    if (!ended.ok) log.warn({ callSid, failure: ended.failure }, 'a foreign call was not ended')
  }

  async function look(): Promise<void> {
    const live = await gateway.liveCalls()
    if (!live.ok) {
      log.warn({ failure: live.failure }, 'the account’s live calls could not be read')
      return
    }
    const now = clock.now()
    // After the reading, so that all its legs of ours are known.
    for (const call of deps.calls()) knownLegs.add(call, now)
    knownLegs.forgetBefore(now - KEPT_MS)
    const foreign = foreignCalls(live.value, knownLegs, marks, now)
    const recent = foreign.filter(({ createdAt }) => createdAt >= since - CLOCKS_APART_MS)
    for (const { callSid, direction } of recent) {
      if (!reported.has(callSid)) alarms.raise('foreign-call', { callSid, direction })
      await end(callSid)
    }
    reported = new Set(recent.map(({ callSid }) => callSid))
  }

  function lookOnce(): void {
    if (looking) return
    looking = true
    look()
      .catch((error: unknown) => log.error({ err: error }, 'the live calls were not looked at'))
      .finally(() => {
        looking = false
      })
  }

  function lookLater(): void {
    const wait = LOOK_EVERY_MS * (0.75 + deps.random() / 2)
    timers.set('look', clock.now() + wait, () => {
      lookLater()
      lookOnce()
    })
  }

  return {
    addLegsOf: (call) => knownLegs.add(call, clock.now()),
    lookSoon() {
      if (since === Infinity) return
      for (const wait of LOOK_SOON_MS) timers.set(`soon ${wait}`, clock.now() + wait, lookOnce)
    },
    onParticipantJoined(call, who) {
      if (marks.mode === 'off' || knownLegs.knows(who.callSid) || !isStranger(call, who)) return
      alarms.raise('foreign-participant', { callId: call.callId, callSid: who.callSid })
      end(who.callSid).catch((error: unknown) => log.error({ err: error }, 'not ended'))
    },
    start() {
      if (marks.mode === 'off') return
      since = clock.wall()
      lookLater()
    },
    close: timers.clearAll,
  }
}
