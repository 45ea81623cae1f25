import type { CallSnapshot, Party } from '../../../server/contract/desk.ts'
import { snapshotOf } from './local-call.ts'
import { labelOf } from './request.ts'
import type { State } from '../model/state.ts'

/**
 * Who has the conversation that went on without us: the transfer's target as it was last seen, the queue that
 * was asked for, else the party that stayed with the customer. Null if none of them has a name or number.
 */
export function newHolderOf(before: State, gone: CallSnapshot): string | null {
  const last = snapshotOf(before, gone.callId)
  const target = partyOf(last, last?.transfer?.partyId) ?? partyOf(gone, last?.transfer?.partyId)
  const asked = before.requests.find(
    ({ request }) => request.callId === gone.callId && request.about === 'transfer',
  )
  const others = [...gone.parties, ...(last?.parties ?? [])]
  const left = others.find((party) => !party.self && party.state === 'connected' && labelOf(party))
  return labelOf(target) ?? asked?.who ?? labelOf(left)
}

function partyOf(call: CallSnapshot | null, partyId: string | undefined): Party | undefined {
  return call?.parties.find((party) => party.partyId === partyId)
}
