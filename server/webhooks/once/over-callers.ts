import { readOr } from '../../disk/read-or.ts'
import type { Writes } from '../../disk/writes.ts'
import type { Store } from '../../store/store.ts'
import { KEPT_MS } from './answers-store.ts'

/** Callers whose end came before their first webhook, which is late and must not make a call. */
export interface OverCallers {
  has(callSid: string): Promise<boolean>
  /** Remembers the caller for a day. */
  add(callSid: string, at: number): Promise<void>
}

export function createOverCallers(store: Store, writes: Writes): OverCallers {
  const unwritten = new Set<string>()
  return {
    async has(callSid) {
      if (unwritten.has(callSid)) return true
      const query = store.selectFrom('over_callers').select('at').where('call_sid', '=', callSid)
      return (await readOr<object | undefined>(query.executeTakeFirst(), undefined)) !== undefined
    },
    async add(callSid, at) {
      unwritten.add(callSid)
      await writes.put(`caller ${callSid} is over`, async () => {
        await store.replaceInto('over_callers').values({ call_sid: callSid, at }).execute()
        await store
          .deleteFrom('over_callers')
          .where('at', '<', at - KEPT_MS)
          .execute()
        unwritten.delete(callSid)
      })
    },
  }
}
