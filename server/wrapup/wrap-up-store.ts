import type { Store } from '../store/store.ts'
import type { WrapUpRow } from '../store/tables.ts'
import type { Draft } from './wrap-up.ts'

export interface WrapUpStore {
  /** False when after-call work of this call had been started before. */
  insert(row: WrapUpRow): Promise<boolean>
  find(callId: string): Promise<WrapUpRow | null>
  /** Not completed yet, of one agent or of all; the oldest first. */
  open(identity?: string): Promise<readonly WrapUpRow[]>
  saveDraft(callId: string, draft: Draft): Promise<void>
  setDeadline(callId: string, deadline: number): Promise<void>
  complete(
    callId: string,
    facts: { readonly at: number; readonly disposition: string | null; readonly draft: Draft },
  ): Promise<void>
  taskClosed(callId: string): Promise<void>
  /** Completed by the agent, but TaskRouter has not taken it yet. */
  unclosed(): Promise<readonly WrapUpRow[]>
}

export function createWrapUpStore(store: Store): WrapUpStore {
  const update = (callId: string, set: Partial<WrapUpRow>) =>
    store.updateTable('wrap_ups').set(set).where('call_id', '=', callId).execute()
  return {
    async insert(row) {
      const result = await store
        .insertInto('wrap_ups')
        .values(row)
        .onConflict((conflict) => conflict.column('call_id').doNothing())
        .executeTakeFirst()
      return Number(result.numInsertedOrUpdatedRows ?? 0) > 0
    },
    async find(callId) {
      const query = store.selectFrom('wrap_ups').selectAll().where('call_id', '=', callId)
      return (await query.executeTakeFirst()) ?? null
    },
    async open(identity) {
      let query = store.selectFrom('wrap_ups').selectAll().where('completed_at', 'is', null)
      if (identity !== undefined) query = query.where('identity', '=', identity)
      return query.orderBy('started_at').execute()
    },
    async saveDraft(callId, draft) {
      await update(callId, { draft_disposition: draft.dispositionId, draft_notes: draft.notes })
    },
    async setDeadline(callId, deadline) {
      await update(callId, { deadline })
    },
    async complete(callId, { at, disposition, draft }) {
      await update(callId, {
        completed_at: at,
        disposition,
        draft_disposition: draft.dispositionId,
        draft_notes: draft.notes,
      })
    },
    async taskClosed(callId) {
      await update(callId, { task_closed: 1 })
    },
    async unclosed() {
      return store
        .selectFrom('wrap_ups')
        .selectAll()
        .where('completed_at', 'is not', null)
        .where('task_closed', '=', 0)
        .execute()
    },
  }
}
