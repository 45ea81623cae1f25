import type { Store } from '../store/store.ts'
import type { WrapUpRow } from '../store/tables.ts'
import type { Draft } from './wrap-up.ts'

/** One agent's after-call work of one call. */
export interface WrapUpKey {
  readonly callId: string
  readonly identity: string
}

export interface WrapUpStore {
  /**
   * False when after-call work of this agent's part had been started before, or is still open. An agent
   * who had the call before and finished with it starts anew.
   */
  insert(row: WrapUpRow): Promise<boolean>
  find(key: WrapUpKey): Promise<WrapUpRow | null>
  /** Not completed yet, of one agent or of all; the oldest first. */
  open(identity?: string): Promise<readonly WrapUpRow[]>
  saveDraft(key: WrapUpKey, draft: Draft): Promise<void>
  setDeadline(key: WrapUpKey, deadline: number): Promise<void>
  complete(
    key: WrapUpKey,
    facts: { readonly at: number; readonly disposition: string | null; readonly draft: Draft },
  ): Promise<void>
  taskClosed(key: WrapUpKey): Promise<void>
  /** Completed by the agent, but TaskRouter has not taken it yet. */
  unclosed(): Promise<readonly WrapUpRow[]>
}

export function createWrapUpStore(store: Store): WrapUpStore {
  const update = ({ callId, identity }: WrapUpKey, set: Partial<WrapUpRow>) =>
    store
      .updateTable('wrap_ups')
      .set(set)
      .where('call_id', '=', callId)
      .where('identity', '=', identity)
      .execute()
  return {
    async insert(row) {
      const result = await store
        .insertInto('wrap_ups')
        .values(row)
        .onConflict((conflict) =>
          conflict
            .columns(['call_id', 'identity'])
            .doUpdateSet(row)
            .where('wrap_ups.party_id', '!=', row.party_id)
            .where('wrap_ups.completed_at', 'is not', null),
        )
        .executeTakeFirst()
      return Number(result.numInsertedOrUpdatedRows ?? 0) > 0
    },
    async find({ callId, identity }) {
      const query = store
        .selectFrom('wrap_ups')
        .selectAll()
        .where('call_id', '=', callId)
        .where('identity', '=', identity)
      return (await query.executeTakeFirst()) ?? null
    },
    async open(identity) {
      let query = store.selectFrom('wrap_ups').selectAll().where('completed_at', 'is', null)
      if (identity !== undefined) query = query.where('identity', '=', identity)
      return query.orderBy('started_at').execute()
    },
    async saveDraft(key, draft) {
      await update(key, { draft_disposition: draft.dispositionId, draft_notes: draft.notes })
    },
    async setDeadline(key, deadline) {
      await update(key, { deadline })
    },
    async complete(key, { at, disposition, draft }) {
      await update(key, {
        completed_at: at,
        disposition,
        draft_disposition: draft.dispositionId,
        draft_notes: draft.notes,
      })
    },
    async taskClosed(key) {
      await update(key, { task_closed: 1 })
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
