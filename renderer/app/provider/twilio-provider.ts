import type { PartyStep, Target } from '../../../server/contract/commands.ts'
import type { TargetsState } from '../../domain/model/call-state.ts'
import type { Request } from '../../domain/model/request.ts'
import type { State } from '../../domain/model/state.ts'
import type {
  ProviderDestination,
  ProviderDirectory,
  ProviderError,
  ProviderListener,
  ProviderTarget,
  SoftphoneProvider,
} from '../../ports/softphone-provider.ts'
import { keepSame } from '../../stores/keep-same.ts'
import { selectCalls } from '../../stores/select-calls.ts'
import type { Dispatch } from '../engine/engine.ts'
import { emitChanges } from './provider-changes.ts'
import { agentStateOf, attributesOf, statusOf } from './provider-status.ts'

export interface TwilioProviderDeps {
  readonly dispatch: Dispatch
  readonly state: () => State
  /** Calls back after each change of the state, until the result is called. */
  readonly onState: (listener: (state: State) => void) => () => void
  /** Calls back for each command that failed, until the result is called. */
  readonly onError: (listener: (error: ProviderError) => void) => () => void
}

/**
 * Twilio as a `SoftphoneProvider`: commands become events of the engine, which has the Device, the Worker and the
 * server. It keeps no state of its own.
 */
export function createTwilioProvider(deps: TwilioProviderDeps): SoftphoneProvider {
  const { dispatch, state } = deps
  const ask = (request: Request) => dispatch({ kind: 'request', request })
  const here = (callId: string) => statusOf(state()).calls.find((call) => call.callId === callId)
  /** A command must mean the call on the screen: a late click must not reach the next one. */
  const isMain = (callId: string) => {
    const { main } = selectCalls(state())
    if (main === null) return false
    return callId === (main.kind === 'offered' ? main.offered : main.call).callId
  }
  const party = (callId: string, partyId: string, step: PartyStep) =>
    ask({ about: 'party', callId, partyId, step })
  const hold = (callId: string, partyId: string | undefined, step: 'hold' | 'resume') => {
    const customer = here(callId)?.parties.find(({ role }) => role === 'customer')
    if (partyId !== undefined) party(callId, partyId, step)
    else if (customer !== undefined && isMain(callId)) party(callId, customer.partyId, step)
  }
  return {
    status: () => statusOf(state()),
    listen: (listener) => listen(deps, listener),

    place: (to, callerId) => dispatch({ kind: 'dial', target: destinationOf(to), callerId }),
    accept: (callId) => dispatch({ kind: 'answer', callId }),
    decline(callId) {
      if (isMain(callId)) dispatch({ kind: 'decline' })
      else if (here(callId)?.waiting === true) dispatch({ kind: 'hang-up', callId })
    },
    hangUp(callId) {
      if (here(callId) !== undefined) dispatch({ kind: 'hang-up', callId })
    },
    leave: (callId) => ask({ about: 'leave', callId }),

    hold: (callId, partyId) => hold(callId, partyId, 'hold'),
    resume: (callId, partyId) => hold(callId, partyId, 'resume'),
    switchTo: (callId) => ask({ about: 'switch', callId }),
    mute(callId, muted, partyId) {
      if (partyId !== undefined) party(callId, partyId, muted ? 'mute' : 'unmute')
      else if (isMain(callId)) dispatch({ kind: 'mute', muted })
    },
    sendDigits(callId, digits) {
      if (isMain(callId)) dispatch({ kind: 'send-digits', digits })
    },

    transfer: (callId, kind, to, reason) =>
      ask({ about: 'transfer', callId, kind, target: targetOf(to), reason }),
    endTransfer: (callId, step) => ask({ about: 'transfer-step', callId, step }),
    transferToQueue: (callId, queueSid, reason) =>
      ask({
        about: 'transfer',
        callId,
        kind: 'cold',
        target: { kind: 'queue', queueSid },
        reason,
      }),
    retrieve: (callId) => dispatch({ kind: 'retrieve', callId }),
    startConference: (callId, to) => ask({ about: 'add', callId, target: targetOf(to) }),
    merge(callId, otherCallId) {
      if (otherCallId === undefined) ask({ about: 'transfer-step', callId, step: 'join' })
      else ask({ about: 'merge', callId, otherCallId })
    },
    remove: (callId, partyId) => party(callId, partyId, 'remove'),
    recording: (callId, step) => ask({ about: 'recording', callId, step }),

    async directory() {
      dispatch({ kind: 'load-targets' })
      const targets = await loadTargets(deps)
      return targets.failed ? null : directoryOf(targets)
    },
    contactAttributes: (callId) => attributesOf(state(), callId),
    afterCallWork: {
      draft: (callId, draft) => dispatch({ kind: 'save-draft', callId, draft }),
      extend: (callId) => dispatch({ kind: 'extend-wrap-up', callId }),
      complete: (callId, draft) => dispatch({ kind: 'complete-wrap-up', callId, draft }),
    },
    agentState: {
      get: () => agentStateOf(state()),
      set: (activityId) => dispatch({ kind: 'set-activity', sid: activityId }),
    },
  }
}

function listen(
  { state, onState, onError }: TwilioProviderDeps,
  listener: ProviderListener,
): () => void {
  let before = statusOf(state())
  const stops = [
    onState((next) => {
      const now = keepSame(before, statusOf(next))
      if (now === before) return
      const earlier = before
      before = now
      emitChanges(listener, earlier, now, next)
    }),
    onError((error) => listener.onError?.(error)),
  ]
  return () => stops.forEach((stop) => stop())
}

function targetOf(to: ProviderTarget): Target {
  return to.kind === 'number' ? to : { kind: 'teammate', userId: to.agentId }
}

function destinationOf(to: ProviderDestination): Target {
  return to.kind === 'queue' ? { kind: 'queue', queueSid: to.queueId } : targetOf(to)
}

/** The targets as soon as no request for them is pending; the request has its own deadline. */
function loadTargets({ state, onState }: TwilioProviderDeps): Promise<TargetsState> {
  const { targets } = state()
  if (!targets.loading) return Promise.resolve(targets)
  return new Promise((resolve) => {
    const stop = onState((next) => {
      if (next.targets.loading) return
      stop()
      resolve(next.targets)
    })
  })
}

function directoryOf({ teammates, queues, directory }: TargetsState): ProviderDirectory {
  return {
    agents: teammates.map(({ userId, displayName, available }) => ({
      agentId: userId,
      name: displayName,
      available,
    })),
    queues: queues.map(({ queueSid, name, waiting }) => ({ queueId: queueSid, name, waiting })),
    external: directory,
  }
}
