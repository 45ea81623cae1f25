import type { WrapUpRow } from '../store/tables.ts'

/** One agent's after-call work of one call. */
export interface WrapUpKey {
  readonly callId: string
  readonly identity: string
}

export function keyOf({
  call_id: callId,
  identity,
}: Pick<WrapUpRow, 'call_id' | 'identity'>): WrapUpKey {
  return { callId, identity }
}

/** The name of its timer and of its writes. */
export function nameOf({ callId, identity }: WrapUpKey): string {
  return `${callId} ${identity}`
}
