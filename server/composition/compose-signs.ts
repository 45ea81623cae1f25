import type { LiveSessions } from '../auth/live-sessions.ts'
import { getParties } from '../calls/model/call.ts'
import { isStaying } from '../calls/model/party.ts'
import type { Calls } from '../calls/runtime/calls.ts'
import type { Realtime } from '../realtime/socket.ts'
import { createDeskSigns } from '../signs/desk-signs.ts'
import type { DeskSigns } from '../signs/desk-signs.ts'
import type { CompositionDeps } from './composition-deps.ts'

interface SignsParts {
  readonly calls: Calls
  readonly live: Pick<LiveSessions, 'isSignedIn'>
  readonly realtime: Pick<Realtime, 'askForSign'>
}

/** The desks' signs of life, and what they mean for the calls. */
export function composeSigns(
  { clock, log }: CompositionDeps,
  { calls, live, realtime }: SignsParts,
): DeskSigns {
  /** Every call of the agent, because all its legs are at one desk. A call that it does not concern passes it over. */
  const tell = (kind: 'desk-silent' | 'desk-lost') => (by: string) => {
    for (const { callId } of calls.liveCallsOf(by)) {
      calls
        .dispatch(callId, { kind, by })
        .catch((error: unknown) => log.error({ err: error, callId }, 'a lost desk was not told'))
    }
  }
  return createDeskSigns({
    clock,
    log,
    // An agent whose session is over may finish the call without a socket, so nothing can be heard of that desk.
    watched: () => agentsInConversation(calls).filter(live.isSignedIn),
    ask: realtime.askForSign,
    onSilent: tell('desk-silent'),
    onLost: tell('desk-lost'),
  })
}

/** Every agent whose leg is up in a conversation, each once. */
function agentsInConversation(calls: Calls): readonly string[] {
  const parties = calls.all().flatMap(({ phase }) => getParties(phase))
  const up = parties.flatMap((party) =>
    party.identity !== null && isStaying(party) ? [party.identity] : [],
  )
  return [...new Set(up)]
}
