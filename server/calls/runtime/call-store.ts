import { z } from 'zod'
import type { Writes } from '../../disk/writes.ts'
import type { Store } from '../../store/store.ts'
import { callEffect } from '../model/call-effect.ts'
import type { CallEffect } from '../model/call-effect.ts'
import { callSchema } from '../model/call.ts'
import type { Call } from '../model/call.ts'

/** A call, and its effects that are decided and not done. */
export interface StoredCall {
  readonly call: Call
  readonly pending: readonly CallEffect[]
}

/** Calls on disk, as whole states: a call is read only after a restart or long after its end. */
export interface CallStore {
  /** Resolves when it is written, or waits for a disk that fails; never rejects. */
  save(stored: StoredCall, at: number): Promise<void>
  /** Whether the last saved state of the call is on the disk. */
  isWritten(callId: string): boolean
  /** Null also for a call that ended long ago and cannot be read any more. */
  load(callId: string): Promise<Call | null>
  /** The call whose customer has this leg. */
  loadByCustomerCall(callSid: string): Promise<Call | null>
  /** Every call that is live, or has ended with effects left to do. */
  loadUnfinished(): Promise<readonly StoredCall[]>
}

const NOTHING = '[]'

const nameOf = (callId: string) => `call ${callId}`

export function createCallStore(store: Store, writes: Writes): CallStore {
  async function loadWhere(
    column: 'call_id' | 'customer_call_sid',
    value: string,
  ): Promise<Call | null> {
    const query = store.selectFrom('calls').select('state').where(column, '=', value)
    const row = await query.executeTakeFirst()
    return row === undefined ? null : parseCall(row.state)
  }

  return {
    async save({ call, pending }, at) {
      const row = {
        customer_call_sid: call.customer.callSid,
        live: call.phase.kind === 'ended' ? 0 : 1,
        updated_at: at,
        pending: JSON.stringify(pending),
        state: JSON.stringify(call),
      }
      await writes.put(nameOf(call.callId), () =>
        store
          .insertInto('calls')
          .values({ call_id: call.callId, ...row })
          .onConflict((conflict) => conflict.column('call_id').doUpdateSet(row))
          .execute(),
      )
    },
    isWritten: (callId) => !writes.isWaiting(nameOf(callId)),
    load: (callId) => loadWhere('call_id', callId),
    loadByCustomerCall: (callSid) => loadWhere('customer_call_sid', callSid),
    async loadUnfinished() {
      const rows = await store
        .selectFrom('calls')
        .select(['state', 'pending'])
        .where((column) => column.or([column('live', '=', 1), column('pending', '!=', NOTHING)]))
        .execute()
      return rows.map(({ state, pending }) => ({
        call: callSchema.parse(JSON.parse(state)),
        pending: z.array(callEffect).parse(JSON.parse(pending)),
      }))
    },
  }
}

function parseCall(state: string): Call | null {
  try {
    return callSchema.parse(JSON.parse(state))
  } catch {
    return null
  }
}
