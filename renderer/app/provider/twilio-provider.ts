import type { Target } from '../../../server/contract/commands.ts'
import type {
  ProviderDestination,
  ProviderDirectory,
  ProviderTarget,
  SoftphoneProvider,
} from '../../ports/softphone-provider.ts'
import type { Desk } from '../compose.ts'
import type { TargetsView } from '../view.ts'
import { tellChanges } from './provider-changes.ts'
import { agentStateOf, attributesOf, statusOf } from './provider-status.ts'

/**
 * Twilio as a `SoftphoneProvider`, over the same desk that the screens use: its Device and Worker, and the
 * server that commands Twilio. It keeps no state of its own.
 */
export function createTwilioProvider({ actions, engine, store }: Desk): SoftphoneProvider {
  /** The call that a command means must be the one in hand: a late click must not reach the next. */
  const inHand = (callId: string) => {
    const { stage } = store.getState().view
    if (stage.kind === 'ringing') return stage.callId === callId
    return stage.kind === 'call' && stage.call.callId === callId
  }
  const here = (callId: string) =>
    statusOf(store.getState()).calls.find((call) => call.callId === callId)
  return {
    status: () => statusOf(store.getState()),
    listen: (listener) => store.subscribe((now, before) => tellChanges(listener, before, now)),

    place: (to, callerId) => actions.dial(destinationOf(to), callerId),
    accept: (callId) => engine.dispatch({ kind: 'answer', callId }),
    decline(callId) {
      if (inHand(callId)) actions.decline()
      else if (here(callId)?.waiting === true) actions.declineWaiting(callId)
    },
    hangUp(callId) {
      if (here(callId) !== undefined) actions.hangUp(callId)
    },
    leave: (callId) => actions.leave(callId),

    hold(callId, partyId) {
      if (partyId !== undefined) actions.partyStep(callId, partyId, 'hold')
      else if (inHand(callId)) actions.hold(callId)
    },
    resume(callId, partyId) {
      if (partyId !== undefined) actions.partyStep(callId, partyId, 'resume')
      else if (inHand(callId)) actions.resume(callId)
    },
    switchTo: (callId) => actions.switchTo(callId),
    mute(callId, muted) {
      if (inHand(callId)) actions.mute(muted)
    },
    sendDigits(callId, digits) {
      if (inHand(callId)) actions.sendDigits(digits)
    },

    transfer: (callId, kind, to, reason) => actions.transfer(callId, kind, targetOf(to), reason),
    endTransfer: (callId, how) => actions.transferStep(callId, how),
    transferToQueue: (callId, queueSid, reason) =>
      actions.transfer(callId, 'cold', { kind: 'queue', queueSid }, reason),
    startConference: (callId, to) => actions.addParty(callId, targetOf(to)),
    merge(callId, otherCallId) {
      if (otherCallId === undefined) actions.transferStep(callId, 'join')
      else actions.merge(callId, otherCallId)
    },
    recording: (callId, step) => actions.recording(callId, step),
    remove: (callId, partyId) => actions.partyStep(callId, partyId, 'remove'),

    async directory() {
      actions.loadTargets()
      const targets = await loaded(store)
      return targets.failed ? null : directoryOf(targets)
    },
    contactAttributes: (callId) => attributesOf(store.getState(), callId),
    afterCallWork: {
      draft: (callId, draft) => actions.saveDraft(callId, draft),
      complete: (callId, draft) => actions.completeWrapUp(callId, draft),
    },
    agentState: {
      get: () => agentStateOf(store.getState().view),
      set: (activityId) => actions.setActivity(activityId),
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
function loaded(store: Desk['store']): Promise<TargetsView> {
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
