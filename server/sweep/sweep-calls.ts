import type { Calls } from '../calls/runtime/calls.ts'
import type { Clock } from '../clock.ts'
import type { Logger } from '../log/logger.ts'
import type { TwilioGateway } from '../twilio/gateway.ts'

/** A younger call may not be in the list yet, ms. */
const SETTLED_MS = 10_000

/** A list of so many calls may be cut off, and then says nothing of those that it lacks. */
const MOST_CALLS = 1000

export interface CallSweepDeps {
  readonly clock: Clock
  readonly log: Logger
  readonly calls: Pick<Calls, 'all'>
  readonly gateway: Pick<TwilioGateway, 'liveCalls'>
}

/**
 * Compares our calls with Twilio's list of the calls that are up. A customer who is not in it has probably hung up: the
 * ids of these calls, which are to be read. No list of Conferences would do, because it may leave out those in which somebody waits.
 */
export async function findMissingCalls({
  clock,
  log,
  calls,
  gateway,
}: CallSweepDeps): Promise<readonly string[]> {
  const before = clock.now() - SETTLED_MS
  const ours = calls.all().filter(({ phase, startedAt }) => {
    return phase.kind !== 'ended' && startedAt <= before
  })
  if (ours.length === 0) return []
  const live = await gateway.liveCalls()
  if (!live.ok) {
    log.warn({ failure: live.failure }, 'the live calls could not be read')
    return []
  }
  if (live.value.length >= MOST_CALLS) return []
  const up = new Set(live.value.map(({ callSid }) => callSid))
  const missing = ours.filter(({ customer: { callSid } }) => callSid !== null && !up.has(callSid))
  return missing.map(({ callId }) => callId)
}
