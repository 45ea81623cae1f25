import type { AccessState } from '../model/connection-state.ts'
import type { AccessEvent } from '../model/events.ts'
import { nextAt, withOneMore } from './pace.ts'
import type { State } from '../model/state.ts'
import { go, stay, type EventHandlers, type EventOf, type Step } from '../model/step.ts'

const RETRY_MS = 3_000
/** The shortest pause between two requests when the server has come back. */
const SERVER_BACK_MS = 5_000
const SHORTEST_LIFE_MS = 60_000
const LONGEST_LIFE_MS = 24 * 3_600_000

export const accessHandlers: EventHandlers<AccessEvent> = {
  'access-received': onAccess,
  'access-failed': (state, { at }) =>
    stay(
      withAccess(state, {
        denied: true,
        fetch: { kind: 'waiting', until: Math.max(at + RETRY_MS, nextAt(state.access.pace)) },
      }),
    ),
}

function onAccess(state: State, event: EventOf<'access-received'>): Step {
  const { at, addresses } = event
  const lifeMs = tokenLifeMs(state, event, LONGEST_LIFE_MS)
  const { device, worker } = state.access.rebuild
  return go(
    withAccess(state, {
      held: { renewAt: at + lifeMs * 0.5, urgentAt: at + lifeMs * 0.85 },
      fetch: { kind: 'idle' },
      denied: false,
      addresses,
      rebuild: { device: false, worker: false },
    }),
    // A new Device would end the call that has begun meanwhile.
    { kind: device && state.call.kind === 'none' ? 'voice-connect' : 'voice-update-token' },
    { kind: worker ? 'worker-connect' : 'worker-update-token' },
  )
}

/** How long a new token lives, within bounds: a wrong clock must not make us renew all the time, or never. */
export function tokenLifeMs(
  { link }: State,
  { expiresAt, at }: { readonly expiresAt: number; readonly at: number },
  longestMs: number,
): number {
  const lifeMs = expiresAt - (at + link.clockOffsetMs)
  return Math.min(Math.max(lifeMs, SHORTEST_LIFE_MS), longestMs)
}

/** Builds the Device or the Worker again, with a new token and its endpoints, because either may have changed. */
export function rebuildWith(state: State, part: 'device' | 'worker', at: number): Step {
  const rebuild = { ...state.access.rebuild, [part]: true }
  return fetchAccess(withAccess(state, { rebuild }), at)
}

/** Requests a new token unless one is on its way. Repeated requests wait longer and longer. */
export function fetchAccess(state: State, at: number): Step {
  const { fetch, pace } = state.access
  if (fetch.kind !== 'idle') return stay(state)
  const until = nextAt(pace)
  if (at < until) return stay(withAccess(state, { fetch: { kind: 'waiting', until } }))
  return fetchNow(state, at)
}

/** A person asks, so the wait ends. */
export function hurryAccess(state: State, at: number): Step {
  return state.access.fetch.kind === 'waiting' ? fetchNow(state, at) : stay(state)
}

/** The server is back: no need to wait for the whole pause. */
export function resumeAccess(state: State, at: number): Step {
  const { fetch, pace } = state.access
  if (fetch.kind !== 'waiting') return stay(state)
  const until = Math.min(fetch.until, Math.max(at, (pace.lastAt ?? 0) + SERVER_BACK_MS))
  return stay(withAccess(state, { fetch: { kind: 'waiting', until } }))
}

function fetchNow(state: State, at: number): Step {
  const pace = withOneMore(state.access.pace, at)
  return go(withAccess(state, { fetch: { kind: 'fetching' }, pace }), { kind: 'access-fetch' })
}

function withAccess(state: State, change: Partial<AccessState>): State {
  return { ...state, access: { ...state.access, ...change } }
}

export function tickAccess(state: State, at: number): Step {
  const { held, fetch } = state.access
  if (fetch.kind === 'waiting' && at >= fetch.until) return fetchNow(state, at)
  if (held === null || fetch.kind !== 'idle') return stay(state)
  // With a new token the SDK signals again; Twilio advises against it during a call.
  const due = at >= (state.call.kind === 'none' ? held.renewAt : held.urgentAt)
  return due ? fetchAccess(state, at) : stay(state)
}
