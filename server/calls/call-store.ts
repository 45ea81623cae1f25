import { z } from 'zod'
import type { Store } from '../store/store.ts'
import { callCommand } from './call-command.ts'
import type { CallCommand } from './call-command.ts'
import { callSchema } from './call.ts'
import type { Call } from './call.ts'

/** A call with what was decided about it and not yet carried out. */
export interface StoredCall {
  readonly call: Call
  readonly pending: readonly CallCommand[]
}

/** Calls on disk. Whole states: a call is read back only after a restart or long after its end. */
export interface CallStore {
  save(stored: StoredCall, at: number): Promise<void>
  /** Null also for a call that ended long ago and cannot be read any more. */
  load(callId: string): Promise<Call | null>
  /** Every call that is live, or has ended with something left to do. */
  loadUnfinished(): Promise<readonly StoredCall[]>
}

const NOTHING = '[]'

export function createCallStore(store: Store): CallStore {
  return {
    async save({ call, pending }, at) {
      const row = {
        customer_call_sid: call.customer.callSid,
        live: call.phase.kind === 'ended' ? 0 : 1,
        updated_at: at,
        pending: JSON.stringify(pending),
        state: JSON.stringify(call),
      }
      await store
        .insertInto('calls')
        .values({ call_id: call.callId, ...row })
        .onConflict((conflict) => conflict.column('call_id').doUpdateSet(row))
        .execute()
    },
    async load(callId) {
      const row = await store
        .selectFrom('calls')
        .select('state')
        .where('call_id', '=', callId)
        .executeTakeFirst()
      return row === undefined ? null : parseCall(row.state)
    },
    async loadUnfinished() {
      const rows = await store
        .selectFrom('calls')
        .select(['state', 'pending'])
        .where((column) => column.or([column('live', '=', 1), column('pending', '!=', NOTHING)]))
        .execute()
      return rows.map(({ state, pending }) => ({
        call: callSchema.parse(JSON.parse(state)),
        pending: z.array(callCommand).parse(JSON.parse(pending)),
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
