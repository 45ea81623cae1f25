import type { Clock } from '../../clock.ts'
import type { Logger } from '../../log/logger.ts'
import type { TwilioFailure, TwilioGateway, WorkspaceFacts } from '../../twilio/gateway.ts'
import type { Urls } from '../../twilio/urls.ts'
import type { CallEffect, EffectOf, HistoryEntry } from '../model/call-effect.ts'
import type { CallEvent } from '../model/call-event.ts'
import type { Call } from '../model/call.ts'
import type { RecordingPolicy } from '../recording/policy.ts'
import type { TaskTickets } from '../tasks/task-tickets.ts'
import type { CallerIds } from './how-to-ring.ts'
import { postponeUnlessFinal } from './postponed.ts'
import type { Postponed } from './postponed.ts'
import type { Result } from '../../contract/result.ts'

/** The documents whose music customers hear who wait or are on hold; null: Twilio's own. */
export interface Music {
  urlFor(queueName: string | null): string | null
}

export interface EffectDeps {
  readonly clock: Clock
  readonly music: Music
  readonly gateway: TwilioGateway
  readonly workspace: WorkspaceFacts
  readonly tickets: TaskTickets
  readonly callerIds: CallerIds
  readonly recording: RecordingPolicy
  /** This Worker must get no second call during the current one. */
  limitToOneCall(workerSid: string): Promise<void>
  /** Known once the server listens. */
  urls(): Urls
  readonly log: Logger
  record(call: Call, entry: HistoryEntry): Promise<void>
  /** An event for another call; null when there is no call with this id. */
  dispatch(callId: string, event: CallEvent): Promise<Call | null>
  startWrapUp(call: Call, facts: EffectOf<'start-wrap-up'>): Promise<void>
  /** The notes of the withdrawn work; null when there was none. */
  withdrawWrapUp(callId: string, identity: string): Promise<string | null>
}

export function logFailure(
  deps: EffectDeps,
  outcome: Result<unknown, TwilioFailure>,
  effect: CallEffect,
): void {
  if (!outcome.ok) deps.log.warn({ effect: effect.kind, failure: outcome.failure }, 'not done')
}

/** Logs a failure. Null when it is done, or when another attempt cannot change it. */
export function postponeIfFailed(
  deps: EffectDeps,
  outcome: Result<unknown, TwilioFailure>,
  effect: CallEffect,
): Postponed | null {
  logFailure(deps, outcome, effect)
  return outcome.ok ? null : postponeUnlessFinal(outcome.failure)
}
