import type { Handing, Transfer } from './call.ts'
import { partyNamed } from './parties.ts'
import type { Talk } from './parties.ts'

/** What the target's desk learns of a transfer. */
export function handingOf(call: Talk, transfer: Transfer): Handing {
  const by = partyNamed(call, transfer.byPartyId)
  return {
    from: by?.name ?? '',
    fromIdentity: by?.identity ?? '',
    kind: transfer.kind,
    reason: transfer.reason,
    notes: call.notes,
  }
}
