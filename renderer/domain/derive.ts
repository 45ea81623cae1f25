import { failuresOf } from './failures.ts'
import { callIdOf, callIdOfLeg, isRinging, isTalking, snapshotOf } from './calls/local-call.ts'
import type { LocalCall } from './model/call-state.ts'
import { counterpartOf, offeredBy } from './calls/parties.ts'
import type { Effect } from './model/effects.ts'
import { hasWaiting } from './calls/key-runs.ts'
import { isHangingUp, legOf, legsOf, waitingCall } from './calls/second-call.ts'
import type { State } from './model/state.ts'
import type { CallSnapshot } from '../../server/contract/desk.ts'

/**
 * Effects that follow from the difference of two states. What begins here also ends here: no path through the domain
 * can leave the ring tone on or the microphone open, or let a call that was set aside hear the agent.
 */
export function derivedEffects(before: State, after: State): readonly Effect[] {
  if (before === after) return []
  return [
    ...muting(before, after),
    ...stoppingKeys(before, after),
    ...keptMutes(before, after),
    ...ringing(before, after),
    ...warmth(before, after),
    ...failuresOf(before, after).map((error) => ({ kind: 'command-failed', error }) as const),
  ]
}

/** The microphone is heard by one conversation at most: the one in focus. */
function muting(before: State, after: State): readonly Effect[] {
  return legsOf(after).flatMap((leg): Effect[] => {
    const earlier = legsOf(before).find(({ id }) => id === leg.id)
    const muted = isSilent(after, leg)
    const was = earlier === undefined ? false : isSilent(before, earlier)
    return muted === was ? [] : [{ kind: 'voice-mute', id: leg.id, muted }]
  })
}

/** A party that is set aside hears music, so keys that still wait would reach nobody. */
function stoppingKeys({ setAside: was }: State, { setAside }: State): readonly Effect[] {
  if (!isTalking(setAside) || !hasWaiting(setAside.keys)) return []
  const already = was.kind !== 'none' && was.id === setAside.id
  return already ? [] : [{ kind: 'voice-stop-keys', id: setAside.id }]
}

function isSilent(state: State, leg: LocalCall): boolean {
  return leg === state.setAside || (isTalking(leg) && leg.muted)
}

/** A page that is loaded again must not unmute the agent. */
function keptMutes(before: State, after: State): readonly Effect[] {
  const callIds = mutedCalls(after)
  const same = callIds.join(' ') === mutedCalls(before).join(' ')
  return same ? [] : [{ kind: 'mutes-keep', callIds }]
}

function mutedCalls(state: State): readonly string[] {
  const up = legsOf(state).flatMap((leg) => {
    const callId = isTalking(leg) && leg.muted ? callIdOfLeg(state, leg) : null
    return callId === null ? [] : [callId]
  })
  const dropped = state.dropped.filter(
    (callId) => state.page.mutedBefore.includes(callId) && legOf(state, callId) === null,
  )
  return [...up, ...dropped]
}

interface Alert {
  /** The same for the same leg, or for the same call without a leg. */
  readonly key: string
  readonly callId: string
  readonly snapshot: CallSnapshot | null
  readonly from: string | null
  /** False during another call, which gets a beep. */
  readonly rings: boolean
}

function alertOf(state: State): Alert | null {
  const { call } = state
  if (call.kind === 'incoming') {
    if (!isRinging(call)) return null
    const snapshot = snapshotOf(state, callIdOf(state))
    return { key: call.id, callId: call.callId ?? call.id, snapshot, from: call.from, rings: true }
  }
  const snapshot = waitingCall(state)
  if (snapshot === null || isHangingUp(state, snapshot.callId)) return null
  const { callId } = snapshot
  return { key: `waiting ${callId}`, callId, snapshot, from: null, rings: call.kind === 'none' }
}

function ringing(before: State, after: State): readonly Effect[] {
  const was = alertOf(before)
  const is = alertOf(after)
  const effects: Effect[] = []
  const another = was?.key !== is?.key
  if (was !== null && another) effects.push({ kind: 'ringing-clear', callId: was.callId })
  if (was?.rings === true && is?.rings !== true) effects.push({ kind: 'ring-stop' })
  if (is === null) return effects
  if (is.rings && was?.rings !== true) effects.push({ kind: 'ring-start' })
  if (another && !is.rings) effects.push({ kind: 'beep' })
  const told = notification(is)
  // A leg rings before the server has told whose call it is.
  const known = was === null || another ? null : notification(was)
  if (JSON.stringify(told) !== JSON.stringify(known)) effects.push(told)
  return effects
}

function notification({ callId, snapshot, from }: Alert): Effect {
  const caller = snapshot === null ? null : counterpartOf(snapshot)
  const offer = snapshot?.state.kind === 'ringing' ? snapshot.state : null
  return {
    kind: 'ringing-show',
    callId,
    callerName: caller?.name ?? null,
    callerNumber: caller?.number ?? from,
    queueName: snapshot?.queueName ?? null,
    transferFrom: snapshot === null ? null : offeredBy(snapshot),
    handover: snapshot?.handover ?? null,
    waitedSeconds: snapshot?.waitedSeconds ?? 0,
    since: offer?.since ?? null,
    deadline: offer?.deadline ?? null,
  }
}

/** The microphone is open only while a call is about to need it. */
function wantsMicrophone(state: State): boolean {
  const connecting = legsOf(state).some(({ kind }) => kind === 'connecting')
  return alertOf(state) !== null || state.dial.kind === 'asking' || connecting
}

function warmth(before: State, after: State): readonly Effect[] {
  const was = wantsMicrophone(before)
  const is = wantsMicrophone(after)
  if (was === is) return []
  return [{ kind: is ? 'microphone-warm' : 'microphone-cool' }]
}
