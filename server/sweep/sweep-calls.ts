import type { Calls } from '../calls/runtime/calls.ts'
import type { Clock } from '../clock.ts'
import type { Logger } from '../log/logger.ts'
import type { TwilioGateway } from '../twilio/gateway.ts'

/** A younger call may not be in the list yet, ms. */
const SETTLED_MS = 10_000

export interface CallSweepDeps {
  readonly clock: Clock
  readonly log: Logger
  readonly calls: Pick<Calls, 'all' | 'read'>
  readonly gateway: Pick<TwilioGateway, 'liveCalls'>
}

/**
 * Compares our calls with Twilio's list of the calls that are up. A customer who is not in it has probably hung up: then
 * the call is read. No list of Conferences would do, because it may leave out those in which somebody waits.
 */
export async function sweepCalls({ clock, log, calls, gateway }: CallSweepDeps): Promise<void> {
  const before = clock.now() - SETTLED_MS
  const ours = calls.all().filter(({ phase, startedAt }) => {
    return phase.kind !== 'ended' && startedAt <= before
  })
  if (ours.length === 0) return
  const live = await gateway.liveCalls()
  if (!live.ok) return log.warn({ failure: live.failure }, 'the live calls could not be read')
  const up = new Set(live.value.map(({ callSid }) => callSid))
  for (const { callId, customer } of ours) {
    if (customer.callSid !== null && !up.has(customer.callSid)) calls.read(callId)
  }
}
