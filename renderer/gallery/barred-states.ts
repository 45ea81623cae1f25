import type { DiallingRefusal } from '../../server/contract/dialling-refusal.ts'
import { ago } from './people.ts'
import { inCall } from './base.ts'

function barred(command: 'transfer' | 'add', why: DiallingRefusal) {
  const trouble = { command, code: 'refused', who: '+19005550100', at: ago(1), why } as const
  return inCall({ trouble })
}

/** The dial policy or a limit has refused what was asked for. In the search the reason stands where it was typed. */
export const barredStates = {
  'call-transfer-barred': barred('transfer', 'premium-number'),
  'call-add-barred': barred('add', 'international-network-number'),
  'call-add-limit': barred('add', 'party-limit'),
}
