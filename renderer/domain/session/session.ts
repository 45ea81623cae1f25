import type { SessionState } from '../model/session-state.ts'
import { assertNever } from '../../../server/contract/assert-never.ts'
import type { Effect } from '../model/effects.ts'
import type { SessionEvent, Stamped } from '../model/events.ts'
import { registering } from '../connections/device.ts'
import { connecting } from '../connections/worker.ts'
import { nextAt, withOneMore, unpaced } from '../connections/pace.ts'
import { emptyState, type State } from '../model/state.ts'
import { loseSession, signOut } from './leaving.ts'
import { go, stay, type Step } from '../model/step.ts'

const RESTORE_RETRY_MS = 2_000
const RESTORE_TIMEOUT_MS = 15_000
const LATER_RETRY_MS = 5_000
const RENEWAL_ECHO_MS = 3_000
/** A clock that is wrong by hours must not make us renew all the time, or never. */
const SHORTEST_LIFE_MS = 60_000
const LONGEST_LIFE_MS = 3_600_000

export function reduceSession(state: State, event: Stamped<SessionEvent>): Step {
  switch (event.kind) {
    case 'page-began':
      return stay({ ...state, page: { ...state.page, mutedBefore: event.muted } })
    case 'start':
      return mayHaveLegs(state) ? stay(state) : onStart(state, event)
    case 'welcomed':
      return onWelcome(state, event)
    case 'set-server':
      return state.session.kind === 'signed-out' && state.page.server.decidedBy === 'agent'
        ? go(withBusySession(state), { kind: 'server-set', url: event.url })
        : stay(state)
    case 'server-changed':
      return onServerChange(state, event.url, event.at)
    case 'sign-in':
      return signIn(state, event.username, {
        kind: 'session-sign-in',
        username: event.username,
        password: event.password,
        userId: ownerOf(state),
      })
    case 'sign-in-demo':
      return signIn(state, event.username, {
        kind: 'session-sign-in-demo',
        username: event.username,
        during: 'sign-in',
        userId: ownerOf(state),
      })
    case 'sign-out':
      return state.session.kind === 'signed-in' ? signOut(state) : stay(state)
    case 'session-established':
      return onEstablished(state, event)
    case 'session-renewing':
      return state.session.kind === 'signed-in'
        ? stay({ ...state, session: { ...state.session, renewing: true } })
        : stay(state)
    case 'session-failed':
      return onFailed(state, event)
    case 'hotkeys-failed':
      return stay({
        ...state,
        page: { ...state.page, hotkeysFailed: true },
        notice:
          state.session.kind === 'signed-in'
            ? { notice: { kind: 'failed', what: 'hotkeys' }, at: event.at }
            : state.notice,
      })
    case 'hotkeys-moved':
      return stay(
        state.session.kind === 'signed-in'
          ? { ...state, notice: { notice: { kind: 'hotkeys-moved' }, at: event.at } }
          : { ...state, page: { ...state.page, hotkeysMoved: true } },
      )
    case 'server-signed-out':
      return onServerSignOut(state, event)
    default:
      return assertNever(event)
  }
}

function onWelcome(
  state: State,
  { demoAccounts, understanding }: Extract<SessionEvent, { kind: 'welcomed' }>,
): Step {
  return stay({ ...state, page: { ...state.page, demoAccounts, understanding } })
}

/**
 * While a renewal is under way, and just after, a sign-in elsewhere may be that very renewal, which replaced the session.
 * If it was meant after all, the connection is closed with it, and the next renewal is refused.
 */
function onServerSignOut(
  state: State,
  { because, at }: Stamped<Extract<SessionEvent, { kind: 'server-signed-out' }>>,
): Step {
  const { session } = state
  if (session.kind !== 'signed-in') return stay(state)
  const { renewing, renewedAt } = session
  const justRenewed = renewing || (renewedAt !== null && at - renewedAt < RENEWAL_ECHO_MS)
  const mayBeEcho = because === 'signed-in-elsewhere' || because === 'signed-out'
  return justRenewed && mayBeEcho ? stay(state) : loseSession(state, because)
}

function onStart(state: State, event: Stamped<Extract<SessionEvent, { kind: 'start' }>>): Step {
  const page = { ...state.page, server: event.server, demo: event.demo }
  return go(
    emptyState(page, {
      kind: 'restoring',
      trying: true,
      retryAt: 0,
      deadline: event.at + RESTORE_TIMEOUT_MS,
    }),
    { kind: 'session-welcome' },
    restoreEffect(page),
  )
}

function restoreEffect(page: State['page']) {
  return page.demo === null
    ? ({ kind: 'session-restore' } as const)
    : ({
        kind: 'session-sign-in-demo',
        username: page.demo,
        during: 'restore',
        userId: null,
      } as const)
}

/** A conversation that is up belongs to its agent: nobody else signs in over it. */
function signIn(state: State, username: string, effect: Effect): Step {
  const { session } = state
  if (session.kind === 'signed-out' && !session.busy) return go(withBusySession(state), effect)
  if (session.kind !== 'lost' || session.busy || session.agent.username !== username) {
    return stay(state)
  }
  return go({ ...state, session: { ...session, busy: true, error: null } }, effect)
}

/** Who must be signed in: the agent of the conversation, where one is up. */
function ownerOf({ session }: State): string | null {
  return session.kind === 'lost' ? session.agent.userId : null
}

/** Such a desk leaves before another server is its own: a start would forget the legs that it has. */
function mayHaveLegs({ session }: State): boolean {
  return session.kind === 'signed-in' || session.kind === 'lost'
}

function onServerChange(state: State, url: string, at: number): Step {
  if (mayHaveLegs(state)) return stay(state)
  const page = {
    ...state.page,
    demoAccounts: [],
    understanding: 'understood' as const,
    server: { ...state.page.server, url },
  }
  return go(
    emptyState(page, {
      kind: 'restoring',
      trying: true,
      retryAt: 0,
      deadline: at + RESTORE_RETRY_MS,
    }),
    { kind: 'session-welcome' },
    restoreEffect(page),
  )
}

function withBusySession(state: State): State {
  return {
    ...state,
    session: { kind: 'signed-out', busy: true, error: null, retryAt: null },
  }
}

function onEstablished(
  state: State,
  event: Stamped<Extract<SessionEvent, { kind: 'session-established' }>>,
): Step {
  const life = event.expiresAt - (event.at + state.link.clockOffsetMs)
  const bounded = Math.min(Math.max(life, SHORTEST_LIFE_MS), LONGEST_LIFE_MS)
  const session: SessionState = {
    kind: 'signed-in',
    agent: event.agent,
    remembered: event.remembered,
    renewing: false,
    renewAt: event.at + bounded * 0.7,
    pace: state.session.kind === 'signed-in' ? state.session.pace : unpaced,
    renewedAt: state.session.kind === 'signed-in' ? event.at : null,
  }
  if (state.session.kind === 'signed-in') {
    // Idempotent: it only does something when the connection had been refused or lost.
    return go({ ...state, session }, { kind: 'server-connect' })
  }
  if (state.session.kind === 'lost') {
    if (state.session.agent.userId !== event.agent.userId) return stay(state)
    const link = { ...state.link, state: 'connecting' } as const
    return go({ ...state, session, link }, { kind: 'server-connect' })
  }
  const { unsaved } = state.page
  const fresh = emptyState({ ...state.page, hotkeysMoved: false, unsaved: null }, session)
  return go(
    {
      ...fresh,
      drafts: unsaved?.userId === event.agent.userId ? unsaved.drafts : {},
      device: registering(event.at),
      worker: { ...fresh.worker, link: connecting(event.at) },
      access: {
        ...fresh.access,
        fetch: { kind: 'fetching' },
        pace: withOneMore(fresh.access.pace, event.at),
      },
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
  if (hotkeysFailed) return { notice: { kind: 'failed', what: 'hotkeys' }, at: event.at }
  if (hotkeysMoved) return { notice: { kind: 'hotkeys-moved' }, at: event.at }
  return event.remembered ? null : { notice: { kind: 'session-only' }, at: event.at }
}

function onFailed(
  state: State,
  event: Stamped<Extract<SessionEvent, { kind: 'session-failed' }>>,
): Step {
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
    case 'signed-in':
      if (event.during === 'renew' && event.error === 'signed-out')
        return loseSession(state, 'signed-out')
      return stay({
        ...state,
        session: {
          ...session,
          renewing: false,
          renewAt: Math.max(
            event.at + Math.max(LATER_RETRY_MS, event.retryAfterMs ?? 0),
            nextAt(session.pace),
          ),
        },
      })
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
  event: Stamped<Extract<SessionEvent, { kind: 'session-failed' }>>,
): State {
  const restoring = event.during === 'restore'
  const nothingRemembered = restoring && event.error === 'signed-out'
  return {
    ...state,
    session: {
      kind: 'signed-out',
      busy: false,
      error: nothingRemembered ? null : event.error,
      retryAt:
        restoring && event.retryAfterMs !== null
          ? event.at + Math.max(LATER_RETRY_MS, event.retryAfterMs)
          : null,
    },
  }
}

/** Retries and renewals whose time has come. */
export function tickSession(state: State, at: number): Step {
  const { session } = state
  switch (session.kind) {
    case 'restoring':
      if (session.trying || at < session.retryAt) return stay(state)
      return go(
        { ...state, session: { ...session, trying: true } },
        { kind: 'session-welcome' },
        restoreEffect(state.page),
      )
    case 'signed-out':
      if (session.busy || session.retryAt === null || at < session.retryAt) return stay(state)
      return go(
        { ...state, session: { ...session, retryAt: at + RESTORE_TIMEOUT_MS } },
        { kind: 'session-welcome' },
        restoreEffect(state.page),
      )
    case 'signed-in':
      return session.renewing || at < session.renewAt ? stay(state) : renew(state, session, at)
    case 'lost':
      return stay(state)
    default:
      return assertNever(session)
  }
}

/** The server does not take our access token: another one at once, and later when that happens again and again. */
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
