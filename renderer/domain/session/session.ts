import type { SessionState } from '../model/session-state.ts'
import { assertNever } from '../../../server/contract/assert-never.ts'
import type { Effect } from '../model/effects.ts'
import type { SessionEvent } from '../model/events.ts'
import { tokenLifeMs } from '../connections/access.ts'
import { registering } from '../connections/device.ts'
import { connecting } from '../connections/worker.ts'
import { nextAt, withOneMore, unpaced } from '../connections/pace.ts'
import type { Notice } from '../model/notice.ts'
import { emptyState, type State } from '../model/state.ts'
import { withNotice } from '../notice.ts'
import { loseSession, signOut } from './leaving.ts'
import { go, stay, type EventHandlers, type EventOf, type Step } from '../model/step.ts'

const RESTORE_RETRY_MS = 2_000
const RESTORE_TIMEOUT_MS = 15_000
const LATER_RETRY_MS = 5_000
const RENEWAL_ECHO_MS = 3_000
const LONGEST_LIFE_MS = 3_600_000

export const sessionHandlers: EventHandlers<SessionEvent> = {
  'page-began': (state, { muted }) => stay(withPage(state, { mutedBefore: muted })),
  start: (state, { server, demo, at }) =>
    restore(state, { ...state.page, server, demo }, at + RESTORE_TIMEOUT_MS),
  welcomed: (state, { demoAccounts, customerPage, understanding }) =>
    stay(withPage(state, { demoAccounts, customerPage, understanding })),
  'set-server': (state, { url }) =>
    state.session.kind === 'signed-out' && state.page.server.decidedBy === 'agent'
      ? go(withBusySession(state), { kind: 'server-set', url })
      : stay(state),
  'server-changed': onServerChange,
  'sign-in': (state, { username, password }) =>
    signIn(state, username, {
      kind: 'session-sign-in',
      username,
      password,
      userId: ownerOf(state),
    }),
  'sign-in-demo': (state, { username }) =>
    signIn(state, username, {
      kind: 'session-sign-in-demo',
      username,
      during: 'sign-in',
      userId: ownerOf(state),
    }),
  'sign-out': (state) => (state.session.kind === 'signed-in' ? signOut(state) : stay(state)),
  'session-established': onEstablished,
  'session-renewing': (state) =>
    state.session.kind === 'signed-in'
      ? stay({ ...state, session: { ...state.session, renewing: true } })
      : stay(state),
  'session-failed': onFailed,
  'hotkeys-failed': (state, { at }) => {
    const next = withPage(state, { hotkeysFailed: true })
    const isSignedIn = state.session.kind === 'signed-in'
    return stay(isSignedIn ? withNotice(next, { kind: 'failed', what: 'hotkeys' }, at) : next)
  },
  'hotkeys-moved': (state, { at }) =>
    stay(
      state.session.kind === 'signed-in'
        ? withNotice(state, { kind: 'hotkeys-moved' }, at)
        : withPage(state, { hotkeysMoved: true }),
    ),
  'server-signed-out': onServerSignOut,
}

function withPage(state: State, change: Partial<State['page']>): State {
  return { ...state, page: { ...state.page, ...change } }
}

/**
 * During a renewal and just after it, the message may be about the session that the renewal replaced. If it is about
 * ours, the server also closes the connection and refuses the next renewal.
 */
function onServerSignOut(state: State, { because, at }: EventOf<'server-signed-out'>): Step {
  const { session } = state
  if (session.kind !== 'signed-in') return stay(state)
  const { renewing, renewedAt } = session
  const justRenewed = renewing || (renewedAt !== null && at - renewedAt < RENEWAL_ECHO_MS)
  const mayBeEcho = because === 'signed-in-elsewhere' || because === 'signed-out'
  return justRenewed && mayBeEcho ? stay(state) : loseSession(state, because)
}

function onServerChange(state: State, { url, at }: EventOf<'server-changed'>): Step {
  const server = { ...state.page.server, url }
  return restore(
    state,
    { ...state.page, demoAccounts: [], customerPage: null, understanding: 'understood', server },
    at + RESTORE_RETRY_MS,
  )
}

/** Begins at a server, unless the desk is in use: its legs would be forgotten. */
function restore(state: State, page: State['page'], deadline: number): Step {
  if (isAtDesk(state)) return stay(state)
  const session = { kind: 'restoring', trying: true, retryAt: 0, deadline } as const
  return go(emptyState(page, session), ...restoreEffects(page))
}

function restoreEffects({ demo }: State['page']): readonly Effect[] {
  return [
    { kind: 'session-welcome' },
    demo === null
      ? { kind: 'session-restore' }
      : { kind: 'session-sign-in-demo', username: demo, during: 'restore', userId: null },
  ]
}

/** During a call only its own agent can sign in again. */
function signIn(state: State, username: string, effect: Effect): Step {
  const { session } = state
  if (session.kind === 'signed-out' && !session.busy) return go(withBusySession(state), effect)
  if (session.kind !== 'lost' || session.busy || session.agent.username !== username) {
    return stay(state)
  }
  return go({ ...state, session: { ...session, busy: true, error: null } }, effect)
}

/** The only account that may sign in: the agent of the call that goes on. */
function ownerOf({ session }: State): string | null {
  return session.kind === 'lost' ? session.agent.userId : null
}

/** An agent is signed in, or talks on after the session was lost. */
export function isAtDesk({ session }: State): boolean {
  return session.kind === 'signed-in' || session.kind === 'lost'
}

function withBusySession(state: State): State {
  return {
    ...state,
    session: { kind: 'signed-out', busy: true, error: null, retryAt: null },
  }
}

function onEstablished(state: State, event: EventOf<'session-established'>): Step {
  const { agent, remembered, at } = event
  const before = state.session
  const renewed = before.kind === 'signed-in'
  const session: SessionState = {
    kind: 'signed-in',
    agent,
    remembered,
    renewing: false,
    renewAt: at + tokenLifeMs(state, event, LONGEST_LIFE_MS) * 0.7,
    pace: renewed ? before.pace : unpaced,
    renewedAt: renewed ? at : null,
  }
  // Without effect unless the connection was refused or lost.
  if (renewed) return go({ ...state, session }, { kind: 'server-connect' })
  if (before.kind === 'lost') {
    if (before.agent.userId !== agent.userId) return stay(state)
    const link = { ...state.link, state: 'connecting' } as const
    return go({ ...state, session, link }, { kind: 'server-connect' })
  }
  const { unsaved } = state.page
  const fresh = emptyState({ ...state.page, hotkeysMoved: false, unsaved: null }, session)
  return go(
    {
      ...fresh,
      drafts: unsaved?.userId === agent.userId ? unsaved.drafts : {},
      device: registering(at),
      worker: { ...fresh.worker, link: connecting(at) },
      access: { ...fresh.access, fetch: { kind: 'fetching' }, pace: withOneMore(unpaced, at) },
      notice: openingNotice(state.page, event),
    },
    { kind: 'server-connect' },
    { kind: 'access-fetch' },
    { kind: 'microphone-check' },
  )
}

function openingNotice(
  { hotkeysFailed, hotkeysMoved }: State['page'],
  event: { readonly remembered: boolean; readonly at: number },
): State['notice'] {
  const raise = (notice: Notice) => ({ notice, at: event.at, callId: null })
  if (hotkeysFailed) return raise({ kind: 'failed', what: 'hotkeys' })
  if (hotkeysMoved) return raise({ kind: 'hotkeys-moved' })
  return event.remembered ? null : raise({ kind: 'session-only' })
}

function onFailed(state: State, event: EventOf<'session-failed'>): Step {
  const { session } = state
  switch (session.kind) {
    case 'restoring':
      if (event.retryAfterMs !== null) {
        const retryAt = event.at + Math.max(RESTORE_RETRY_MS, event.retryAfterMs)
        const soon = event.retryAfterMs === 0 ? event.at : retryAt
        if (soon < session.deadline) {
          return stay({ ...state, session: { ...session, trying: false, retryAt } })
        }
      }
      return stay(withSignedOut(state, event))
    case 'signed-out':
      return stay(withSignedOut(state, event))
    case 'signed-in': {
      if (event.during === 'renew' && event.error === 'signed-out') {
        return loseSession(state, 'signed-out')
      }
      const later = event.at + Math.max(LATER_RETRY_MS, event.retryAfterMs ?? 0)
      const renewAt = Math.max(later, nextAt(session.pace))
      return stay({ ...state, session: { ...session, renewing: false, renewAt } })
    }
    case 'lost':
      return event.during === 'sign-in'
        ? stay({ ...state, session: { ...session, busy: false, error: event.error } })
        : stay(state)
    default:
      return assertNever(session)
  }
}

function withSignedOut(
  state: State,
  { during, error, retryAfterMs, at }: EventOf<'session-failed'>,
): State {
  const restoring = during === 'restore'
  const nothingRemembered = restoring && error === 'signed-out'
  const again = restoring && retryAfterMs !== null
  return {
    ...state,
    session: {
      kind: 'signed-out',
      busy: false,
      error: nothingRemembered ? null : error,
      retryAt: again ? at + Math.max(LATER_RETRY_MS, retryAfterMs) : null,
    },
  }
}

/** Retries and renewals whose time has come. */
export function tickSession(state: State, at: number): Step {
  const { session } = state
  switch (session.kind) {
    case 'restoring':
      if (session.trying || at < session.retryAt) return stay(state)
      return go({ ...state, session: { ...session, trying: true } }, ...restoreEffects(state.page))
    case 'signed-out':
      if (session.busy || session.retryAt === null || at < session.retryAt) return stay(state)
      return go(
        { ...state, session: { ...session, retryAt: at + RESTORE_TIMEOUT_MS } },
        ...restoreEffects(state.page),
      )
    case 'signed-in':
      return session.renewing || at < session.renewAt ? stay(state) : renew(state, session, at)
    case 'lost':
      return stay(state)
    default:
      return assertNever(session)
  }
}

/** The server refuses our access token: it is renewed at once, and with growing pauses when that repeats. */
export function renewRefused(state: State, at: number): Step {
  const { session } = state
  if (session.kind !== 'signed-in' || session.renewing) return stay(state)
  const allowedAt = nextAt(session.pace)
  if (at >= allowedAt) return renew(state, session, at)
  const renewAt = Math.min(session.renewAt, allowedAt)
  return stay({ ...state, session: { ...session, renewAt } })
}

function renew(
  state: State,
  session: Extract<SessionState, { kind: 'signed-in' }>,
  at: number,
): Step {
  return go(
    { ...state, session: { ...session, renewing: true, pace: withOneMore(session.pace, at) } },
    { kind: 'session-renew', userId: session.agent.userId, demo: state.page.demo },
  )
}
