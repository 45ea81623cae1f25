import type { AccessEvent, Stamped } from './events.ts'
import type { State } from './state.ts'
import { go, ignore, stay, andThen, type Step } from './step.ts'

/** Twilio's token: not the token itself, but when it has to be changed. */
export interface AccessState {
  readonly held: {
    /** Half of its life: from here on it is changed as soon as no call would feel it. */
    readonly renewAt: number
    /** From here on it is changed whatever goes on. */
    readonly urgentAt: number
  } | null
  readonly fetch:
    | { readonly kind: 'idle' }
    | { readonly kind: 'fetching' }
    | { readonly kind: 'waiting'; readonly until: number }
  /** What is to be built anew with the next token, rather than given it. */
  readonly rebuild: { readonly device: boolean; readonly worker: boolean }
}

const RETRY_MS = 3_000
const SHORTEST_LIFE_MS = 60_000
const LONGEST_LIFE_MS = 24 * 3_600_000

export function reduceAccess(state: State, event: Stamped<AccessEvent>): Step {
  switch (event.kind) {
    case 'access-received': {
      const life = event.expiresAt - (event.at + state.link.clockOffsetMs)
      const bounded = Math.min(Math.max(life, SHORTEST_LIFE_MS), LONGEST_LIFE_MS)
      const next: State = {
        ...state,
        access: {
          held: { renewAt: event.at + bounded * 0.5, urgentAt: event.at + bounded * 0.85 },
          fetch: { kind: 'idle' },
          rebuild: { device: false, worker: false },
        },
      }
      const { device, worker } = state.access.rebuild
      return go(
        next,
        // A call that has begun meanwhile is not to be ended by its own Device's repair.
        { kind: device && state.call.kind === 'none' ? 'voice-connect' : 'voice-update-token' },
        { kind: worker ? 'worker-connect' : 'worker-update-token' },
      )
    }
    case 'access-failed':
      return stay({
        ...state,
        access: { ...state.access, fetch: { kind: 'waiting', until: event.at + RETRY_MS } },
      })
    default:
      return ignore(state, event)
  }
}

/**
 * Builds the Device or the Worker anew. With a new token and with the endpoints that come with it: what
 * has been away for long may have been refused, or have moved.
 */
export function rebuildWith(state: State, part: 'device' | 'worker'): Step {
  const rebuild = { ...state.access.rebuild, [part]: true }
  return fetchAccess({ ...state, access: { ...state.access, rebuild } })
}

/** Asks for a new token unless that is under way. */
export function fetchAccess(state: State): Step {
  if (state.access.fetch.kind !== 'idle') return stay(state)
  return go(
    { ...state, access: { ...state.access, fetch: { kind: 'fetching' } } },
    { kind: 'access-fetch' },
  )
}

export function tickAccess(state: State, at: number): Step {
  const { held, fetch } = state.access
  if (fetch.kind === 'waiting' && at >= fetch.until) {
    const idle: State = { ...state, access: { ...state.access, fetch: { kind: 'idle' } } }
    return andThen(stay(idle), fetchAccess)
  }
  if (held === null || fetch.kind !== 'idle') return stay(state)
  // A token update makes the SDK speak to its gateway again; Twilio advises against it during a call.
  const due = at >= (state.call.kind === 'none' ? held.renewAt : held.urgentAt)
  return due ? fetchAccess(state) : stay(state)
}
