import type { Notice } from './model/notice.ts'
import type { State } from './model/state.ts'
import { stay, type Step } from './model/step.ts'

/** Long enough to read one sentence twice. */
const OUTCOME_LASTS_MS = 12_000

function isOutcome({ kind }: Notice): boolean {
  return kind === 'ended' || kind === 'failed' || kind === 'status-changed'
}

export function withNotice(state: State, notice: Notice, at: number): State {
  return { ...state, notice: { notice, at } }
}

/** A new call begins, so the outcome of the one before is old. A missed call stays. */
export function withoutOutcome(state: State): State {
  return state.notice !== null && isOutcome(state.notice.notice)
    ? { ...state, notice: null }
    : state
}

/** The agent takes calls again: the missed one is old. */
export function withoutMissed(state: State): State {
  return state.notice?.notice.kind === 'missed' ? { ...state, notice: null } : state
}

export function tickNotice(state: State, at: number): Step {
  const { notice } = state
  return stay(notice !== null && at - notice.at >= OUTCOME_LASTS_MS ? withoutOutcome(state) : state)
}
