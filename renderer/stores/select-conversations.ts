import type { CallSnapshot } from '../../server/contract/desk.ts'
import { isOffered, selfOf } from '../domain/calls/parties.ts'
import type { State } from '../domain/model/state.ts'

/** The conversations of this desk, one at most that it has not put aside: neither offered, nor over for it. */
export function conversationsOf(state: State): readonly CallSnapshot[] {
  return (state.link.desk?.calls ?? []).filter(
    (call) => call.state.kind !== 'ended' && !isOffered(call) && !hasLeftAsGuest(call),
  )
}

/** We were asked into it and are out again, while it goes on. */
function hasLeftAsGuest(call: CallSnapshot): boolean {
  const self = selfOf(call)
  return self?.state === 'left' && self.role !== 'agent'
}
