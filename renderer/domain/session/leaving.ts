import type { Unsaved } from '../model/session-state.ts'
import type { SessionEnding } from '../../../server/contract/session-ending.ts'
import { isTalking } from '../calls/local-call.ts'
import type { Effect } from '../model/effects.ts'
import { legsOf } from '../calls/second-call.ts'
import { emptyState, type State } from '../model/state.ts'
import { go, stay, type Step } from '../model/step.ts'

/** Nothing of the session stays, and everything that it opened is closed. */
export function signOut(state: State): Step {
  const page = { ...state.page, demo: null, unsaved: null }
  return close(emptyState(page, { kind: 'signed-out', busy: false, error: null, retryAt: null }), {
    kind: 'session-sign-out',
  })
}

/**
 * The server has ended this session. A call goes on, because its media needs no session, and the agent signs in again
 * over it. If the account must not talk any more, the server hands the customer on and ends the leg. Without a call,
 * the agent leaves the desk.
 */
export function loseSession(state: State, because: SessionEnding): Step {
  const { session } = state
  if (session.kind !== 'signed-in') return stay(state)
  if (!isInConversation(state)) return leave(state, because)
  return go(
    {
      ...state,
      session: { kind: 'lost', agent: session.agent, because, busy: false, error: null },
      page: { ...state.page, demo: null },
      link: { ...state.link, state: 'disconnected' },
      reported: null,
    },
    { kind: 'server-disconnect' },
    { kind: 'session-welcome' },
  )
}

/** The call for which a lost session was kept is over. */
export function leaveAfterConversation(state: State): Step {
  const { session } = state
  if (session.kind !== 'lost' || isInConversation(state)) return stay(state)
  return leave(state, session.because)
}

function isInConversation(state: State): boolean {
  return legsOf(state).some(isTalking)
}

function leave(state: State, because: SessionEnding): Step {
  const { session } = state
  // A sign-in that is on its way opens the desk again.
  const busy = session.kind === 'lost' && session.busy
  const error = busy ? null : because
  const page = { ...state.page, demo: null, unsaved: unsavedOf(state) }
  return close(emptyState(page, { kind: 'signed-out', busy, error, retryAt: null }))
}

function close(state: State, ...first: readonly Effect[]): Step {
  return go(
    state,
    ...first,
    { kind: 'voice-destroy' },
    { kind: 'worker-destroy' },
    { kind: 'server-disconnect' },
    { kind: 'session-welcome' },
  )
}

function unsavedOf({ session, drafts }: State): Unsaved | null {
  if (session.kind !== 'signed-in' && session.kind !== 'lost') return null
  const unsaved = Object.entries(drafts).flatMap(([callId, draft]) =>
    draft.saved === draft.revision
      ? []
      : // Nobody hears the answer to a save that is on its way, so it is tried again.
        [[callId, { ...draft, sending: failedNow }] as const],
  )
  if (unsaved.length === 0) return null
  return { userId: session.agent.userId, drafts: Object.fromEntries(unsaved) }
}

const failedNow = { kind: 'failed', error: 'signed-out', retryAt: 0 } as const
