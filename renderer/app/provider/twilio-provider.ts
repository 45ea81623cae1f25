import type { StoreApi } from 'zustand/vanilla'
import type { PartyStep, Target } from '../../../server/contract/commands.ts'
import type { Request } from '../../domain/model/request.ts'
import type {
  ProviderDestination,
  ProviderDirectory,
  ProviderTarget,
  SoftphoneProvider,
} from '../../ports/softphone-provider.ts'
import type { SoftphoneStore } from '../../stores/softphone-store.ts'
import type { Dispatch } from '../engine/engine.ts'
import type { TargetsView } from '../../view/app-view.ts'
import { tellChanges } from './provider-changes.ts'
import { agentStateOf, attributesOf, statusOf } from './provider-status.ts'

/**
 * Twilio as a `SoftphoneProvider`: commands become events of the engine, which has the Device, the Worker and the
 * server that commands Twilio. It keeps no state of its own.
 */
export function createTwilioProvider(
  dispatch: Dispatch,
  store: StoreApi<SoftphoneStore>,
): SoftphoneProvider {
  const ask = (request: Request) => dispatch({ kind: 'request', request })
  const here = (callId: string) =>
    statusOf(store.getState()).calls.find((call) => call.callId === callId)
  /** The call that a command means must be the one on the screen: a late click must not reach the next. */
  const inHand = (callId: string) => {
    const { stage } = store.getState().view
    if (stage.kind === 'ringing') return stage.callId === callId
    return stage.kind === 'call' && stage.call.callId === callId
  }
  const party = (callId: string, partyId: string, step: PartyStep) =>
    ask({ about: 'party', callId, partyId, step })
  const hold = (callId: string, partyId: string | undefined, step: 'hold' | 'resume') => {
    const customer = here(callId)?.parties.find(({ role }) => role === 'customer')
    if (partyId !== undefined) party(callId, partyId, step)
    else if (customer !== undefined && inHand(callId)) party(callId, customer.partyId, step)
  }
  return {
    status: () => statusOf(store.getState()),
    listen: (listener) => store.subscribe((now, before) => tellChanges(listener, before, now)),

    place: (to, callerId) => dispatch({ kind: 'dial', target: destinationOf(to), callerId }),
    accept: (callId) => dispatch({ kind: 'answer', callId }),
    decline(callId) {
      if (inHand(callId)) dispatch({ kind: 'decline' })
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
      else if (inHand(callId)) dispatch({ kind: 'mute', muted })
    },
    sendDigits(callId, digits) {
      if (inHand(callId)) dispatch({ kind: 'send-digits', digits })
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
    takeBack: (callId) => dispatch({ kind: 'take-back', callId }),
    startConference: (callId, to) => ask({ about: 'add', callId, target: targetOf(to) }),
    merge(callId, otherCallId) {
      if (otherCallId === undefined) ask({ about: 'transfer-step', callId, step: 'join' })
      else ask({ about: 'merge', callId, otherCallId })
    },
    remove: (callId, partyId) => party(callId, partyId, 'remove'),
    recording: (callId, step) => ask({ about: 'recording', callId, step }),

    async directory() {
      dispatch({ kind: 'load-targets' })
      const targets = await loaded(store)
      return targets.failed ? null : directoryOf(targets)
    },
    contactAttributes: (callId) => attributesOf(store.getState(), callId),
    afterCallWork: {
      draft: (callId, draft) => dispatch({ kind: 'save-draft', callId, draft }),
      extend: (callId) => dispatch({ kind: 'extend-wrap-up', callId }),
      complete: (callId, draft) => dispatch({ kind: 'complete-wrap-up', callId, draft }),
    },
    agentState: {
      get: () => agentStateOf(store.getState().view),
      set: (activityId) => dispatch({ kind: 'set-activity', sid: activityId }),
    },
  }
}

function targetOf(to: ProviderTarget): Target {
  return to.kind === 'number' ? to : { kind: 'teammate', userId: to.agentId }
}

function destinationOf(to: ProviderDestination): Target {
  return to.kind === 'queue' ? { kind: 'queue', queueSid: to.queueId } : targetOf(to)
}

/** The targets as soon as nothing is being asked for any more; the request has a deadline of its own. */
function loaded(store: StoreApi<SoftphoneStore>): Promise<TargetsView> {
  const now = store.getState().view.targets
  if (!now.loading) return Promise.resolve(now)
  return new Promise((resolve) => {
    const stop = store.subscribe(({ view }) => {
      if (view.targets.loading) return
      stop()
      resolve(view.targets)
    })
  })
}

function directoryOf({ teammates, queues, directory }: TargetsView): ProviderDirectory {
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
