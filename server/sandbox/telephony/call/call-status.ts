/** A Call's status as status callbacks say it; the REST resource says `queued` for `initiated`. */
export type CallStatus = 'queued' | 'initiated' | 'ringing' | 'in-progress' | FinalStatus

export type FinalStatus = 'completed' | 'busy' | 'failed' | 'no-answer' | 'canceled'

export type CallDirection = 'inbound' | 'outbound-api' | 'outbound-dial'

const FINAL = new Set<CallStatus>(['completed', 'busy', 'failed', 'no-answer', 'canceled'])

export function isFinal(status: CallStatus): status is FinalStatus {
  return FINAL.has(status)
}

/** Why a call stops its document: its party left, the call was ended, or it got new instructions. */
export type LeaveCause = 'hung-up' | 'ended' | 'updated'

/** What an answered call is busy with: its TwiML, or a conference that the API put it into. */
export interface Occupation {
  leave(cause: LeaveCause): void
}

/** Docs: voice/answering-machine-detection (AnsweredBy). */
export type AnsweredBy = 'human' | 'machine_start' | 'machine_end_beep' | 'unknown'
