import { newSid } from '../../account.ts'
import type { Ticker } from '../../media/ticker.ts'
import type { InboundAttempt, Leg, LegEnd, Switch } from '../../telephony/audio/leg.ts'

export interface Bridge extends Switch {
  /** The calls that devices began, and what was heard of each since. */
  readonly calls: readonly BridgedCall[]
  /** Takes a call: audio flows, but to nobody yet. */
  accept(call: BridgedCall): void
  /** Rings a leg and joins it with `call` when it answers. */
  ring(leg: Leg, from: string, to: string, params?: Record<string, string>): BridgedCall
  join(a: BridgedCall, b: BridgedCall): void
  hangUp(call: BridgedCall, end?: LegEnd): void
}

export interface BridgedCall {
  readonly callSid: string
  readonly leg: Leg
  readonly attempt: InboundAttempt | null
  readonly log: string[]
  ended: LegEnd | null
}

/** A minimal switch: it takes calls, rings legs, and carries audio between two of them. */
export function createBridge(ticker: Ticker): Bridge {
  const calls: BridgedCall[] = []

  function add(leg: Leg, attempt: InboundAttempt | null): BridgedCall {
    const call: BridgedCall = { callSid: newSid('CA'), leg, attempt, log: [], ended: null }
    calls.push(call)
    leg.attach({
      onRinging: () => void call.log.push('ringing'),
      onAnswered: () => void call.log.push('answered'),
      onKey: (key) => void call.log.push(`digit ${key}`),
      onEnded(end) {
        call.log.push(`ended ${end.kind}`)
        call.ended = end
      },
    })
    return call
  }

  return {
    calls,
    receive(attempt) {
      const call = add(attempt.leg, attempt)
      attempt.leg.progress(call.callSid)
      return { callSid: call.callSid }
    },
    accept: (call) => call.leg.accept(call.callSid),
    ring(leg, from, to, params = {}) {
      const call = add(leg, null)
      leg.ring({ callSid: call.callSid, accountSid: 'AC0', from, to, params })
      return call
    },
    join(a, b) {
      ticker.onTick(() => {
        const [fromA, fromB] = [a.leg.read(), b.leg.read()]
        a.leg.write(fromB)
        b.leg.write(fromA)
      })
    },
    hangUp(call, end = { kind: 'hangup' }) {
      call.leg.close(end)
    },
  }
}
