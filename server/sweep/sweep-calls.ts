import type { Calls } from '../calls/runtime/calls.ts'
import type { Clock } from '../clock.ts'
import type { Logger } from '../log/logger.ts'
import type { TwilioGateway } from '../twilio/gateway.ts'

/** A younger call may not be in the list yet, ms. */
const SETTLED_MS = 10_000

export interface CallSweepDeps {
  readonly clock: Clock
  readonly log: Logger
  readonly calls: Pick<Calls, 'all'>
  readonly gateway: Pick<TwilioGateway, 'liveCalls'>
}

/**
 * The calls whose customer is not in Twilio's list of the calls that are up: they have probably hung up, and Twilio is to be
 * asked. No list of Conferences would do, because it may leave out those in which somebody waits.
 */
export async function findMissing({
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
  const up = new Set(live.value.map(({ callSid }) => callSid))
  const isMissing = (callSid: string | null) => callSid !== null && !up.has(callSid)
  return ours.filter(({ customer }) => isMissing(customer.callSid)).map(({ callId }) => callId)
}
