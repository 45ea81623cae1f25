import type { CallCommand } from '../model/call-effect.ts'
import type { Party } from '../model/party.ts'

/** Tells the other call of a merger what became of its customer. */
export function tell(callId: string, partyId: string, done: boolean): CallCommand {
  return { kind: 'tell-merge', callId, partyId, done }
}

/** What the other calls learn when this one ends before their customers are here. */
export function notComing(parties: readonly Party[]): readonly CallCommand[] {
  return parties.flatMap(({ movedFrom, partyId }) =>
    movedFrom === null ? [] : [tell(movedFrom, partyId, false)],
  )
}
