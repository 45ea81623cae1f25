import { callIdOf, isRinging, offeredBy, snapshotOf } from './call.ts'
import type { Effect } from './effects.ts'
import type { State } from './state.ts'

/**
 * Effects that follow from how two states differ, whatever brought it about. What is begun here is
 * ended here too: no path through the domain can leave the ring tone on or the microphone hot.
 */
export function derivedEffects(before: State, after: State): readonly Effect[] {
  return [...ringing(before, after), ...warmth(before, after)]
}

function ringing(before: State, after: State): readonly Effect[] {
  const was = isRinging(before.call) ? before.call : null
  const is = isRinging(after.call) ? after.call : null
  const effects: Effect[] = []
  const sameLeg = was?.kind === 'incoming' && is?.kind === 'incoming' && was.id === is.id
  if (sameLeg) return effects
  if (was?.kind === 'incoming') {
    effects.push({ kind: 'ringing-clear', callId: was.callId ?? was.id })
    if (is === null) effects.push({ kind: 'ring-stop' })
  }
  if (is?.kind === 'incoming') {
    if (was === null) effects.push({ kind: 'ring-start' })
    const snapshot = snapshotOf(after, callIdOf(after))
    const customer = snapshot?.parties.find((party) => party.role === 'customer')
    effects.push({
      kind: 'ringing-show',
      callId: is.callId ?? is.id,
      callerName: (snapshot === null ? null : offeredBy(snapshot)) ?? customer?.name ?? null,
      callerNumber: customer?.number ?? is.from,
      queueName: snapshot?.queueName ?? null,
    })
  }
  return effects
}

/** The microphone is opened while a call is about to need it, and at no other time. */
function wantsMicrophone(state: State): boolean {
  return isRinging(state.call) || state.dial.kind === 'asking' || state.call.kind === 'connecting'
}

function warmth(before: State, after: State): readonly Effect[] {
  const was = wantsMicrophone(before)
  const is = wantsMicrophone(after)
  if (was === is) return []
  return [{ kind: is ? 'microphone-warm' : 'microphone-cool' }]
}
