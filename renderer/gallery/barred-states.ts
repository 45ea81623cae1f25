import type { DiallingRefusal } from '../../server/contract/dialling-refusal.ts'
import { secondsAgo } from './people.ts'
import { inCall } from './base.ts'

function barred(command: 'transfer' | 'add', why: DiallingRefusal) {
  const failure = { command, code: 'refused', who: '+19005550100', at: secondsAgo(1), why } as const
  return inCall({ failure })
}

/** The dialling policy or a limit has refused a call. In the search the reason is beside the field. */
export const barredStates = {
  'call-transfer-barred': barred('transfer', 'premium-number'),
  'call-add-barred': barred('add', 'international-network-number'),
  'call-add-limit': barred('add', 'party-limit'),
}
