import type { Clock } from '../clock.ts'
import type { Logger } from '../log/logger.ts'
import type { CallRow } from '../store/tables.ts'
import { createTimers } from '../timers.ts'
import { nameConference } from '../calls/model/place.ts'
import { redirectTwiml } from '../twiml/documents.ts'
import { isOver } from '../twilio/call-status.ts'
import type { TwilioFailure, TwilioGateway } from '../twilio/gateway.ts'
import { referencesIn } from './references.ts'

/** How long until Twilio is asked about such a call again, ms. */
const AGAIN_MS = 20_000

/**
 * Handles calls whose row could not be read, only by what Twilio says of them. A conversation goes on. A caller who is alone is
 * queued again as a new call. Other legs are ended, and the Tasks are closed, so that their agents get calls again.
 */
export interface UnreadableCalls {
  start(calls: readonly CallRow[]): void
  close(): void
}

export interface UnreadableCallsDeps {
  readonly clock: Clock
  readonly log: Logger
  readonly gateway: Pick<
    TwilioGateway,
    'participants' | 'callStatus' | 'redirectCall' | 'endCall' | 'advanceReservation' | 'cancelTask'
  >
  /** The webhook for a new caller. */
  inboundUrl(): string
}

/** What is left of a call in which nobody talks: is its customer alone or gone, and which other legs are there? */
interface Remains {
  readonly customer: 'alone' | 'gone'
  readonly legs: readonly string[]
}

export function createUnreadableCalls(deps: UnreadableCallsDeps): UnreadableCalls {
  const { clock, log } = deps
  const timers = createTimers(clock)
  let closed = false

  async function check(row: CallRow): Promise<void> {
    const { call_id: callId } = row
    const remains = await readRemains(deps, row)
    if (remains === null || !(await settle(deps, row, remains))) return retryLater(row)
    log.warn({ callId, found: remains.customer }, 'a call that could not be read is settled')
  }

  function retryLater(row: CallRow): void {
    if (!closed) timers.set(row.call_id, clock.now() + AGAIN_MS, () => start(row))
  }

  function start(row: CallRow): void {
    check(row).catch((error: unknown) => {
      log.error(
        { err: error, callId: row.call_id },
        'a call that could not be read was not looked at',
      )
      retryLater(row)
    })
  }

  return {
    start: (calls) => calls.forEach(start),
    close() {
      closed = true
      timers.clearAll()
    },
  }
}

/** Null while people talk, or while Twilio does not say. */
async function readRemains(
  { gateway }: UnreadableCallsDeps,
  row: CallRow,
): Promise<Remains | null> {
  const { call_id: callId, customer_call_sid: customer } = row
  const name = nameConference(callId, referencesIn(row).place)
  const [participants, status] = await Promise.all([
    gateway.participants({ sid: null, name }),
    customer === null ? null : gateway.callStatus(customer),
  ])
  if (!participants.ok || (status?.ok === false && status.failure.status !== 404)) return null
  const isLive = status?.ok === true && !isOver(status.value)
  const others = participants.value.filter(({ callSid }) => callSid !== customer)
  const inside = others.length < participants.value.length
  const talking = participants.value.filter(({ answered }) => answered).length > 1
  if (talking && (inside || !isLive)) return null
  return { customer: isLive ? 'alone' : 'gone', legs: others.map(({ callSid }) => callSid) }
}

/** True when Twilio has done all of it, or says that it cannot be done. */
async function settle(
  { gateway, inboundUrl }: UnreadableCallsDeps,
  row: CallRow,
  remains: Remains,
): Promise<boolean> {
  const { customer_call_sid: customer } = row
  const { tasks, reservations, direction } = referencesIn(row)
  const asked = [
    ...remains.legs.map((leg) => gateway.endCall(leg)),
    // Only an accepted Reservation can be completed; a Task without one can be canceled.
    ...reservations.map((each) => gateway.advanceReservation(each, 'completed')),
    ...tasks.map((sid) => gateway.cancelTask(sid, 'the call could not be read')),
  ]
  if (remains.customer === 'alone' && customer !== null) {
    asked.push(
      direction === 'outbound'
        ? gateway.endCall(customer)
        : gateway.redirectCall(customer, redirectTwiml(inboundUrl())),
    )
  }
  const answers = await Promise.all(asked)
  return answers.every((answer) => answer.ok || isFinal(answer.failure))
}

function isFinal({ kind }: TwilioFailure): boolean {
  return kind === 'gone' || kind === 'refused'
}
