import type { WrapUpRow } from '../store/tables.ts'
import type { WrapUpKey } from './wrap-up-store.ts'

export function keyOf({
  call_id: callId,
  identity,
}: Pick<WrapUpRow, 'call_id' | 'identity'>): WrapUpKey {
  return { callId, identity }
}

/** What its timer is called. */
export function nameOf({ callId, identity }: WrapUpKey): string {
  return `${callId} ${identity}`
}
