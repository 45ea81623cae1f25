import type { Logger } from '../log/logger.ts'
import type { Store } from '../store/store.ts'
import type { CallRow } from '../store/tables.ts'
import { keyOf } from '../wrapup/wrap-up-key.ts'
import type { WrapUpKey } from '../wrapup/wrap-up-key.ts'
import {
  failureOfAccount,
  failureOfCall,
  failureOfPending,
  failureOfTakenOut,
  failureOfWrapUp,
} from './read-row.ts'
import { setAside } from './set-aside.ts'
import type { Unreadable } from './set-aside.ts'

/** Unfinished work that cannot be read. Twilio may still have it. */
export interface LostWork {
  readonly calls: readonly CallRow[]
  readonly wrapUps: readonly WrapUpKey[]
}

export interface InspectionDeps {
  readonly store: Store
  readonly tenant: string
  /** The time of day, ms. */
  readonly at: number
  readonly log: Logger
}

/**
 * Reads everything that a server continues with at its start, and sets aside what cannot be read. After this nothing that is
 * left fails: one bad row costs one call, never the contact centre.
 */
export async function inspectStore(inspection: InspectionDeps): Promise<LostWork> {
  await inspectAccounts(inspection)
  await inspectTakenOut(inspection)
  const wrapUps = await inspectWrapUps(inspection)
  const calls = await inspectCalls(inspection)
  return { calls, wrapUps }
}

/** Sets the row aside and does `then` with its table, in one transaction. */
async function move(
  { store, at, log }: InspectionDeps,
  row: Unreadable,
  then: (store: Store) => Promise<unknown>,
): Promise<void> {
  await store.transaction().execute(async (transaction) => {
    await setAside(transaction, row, at)
    await then(transaction)
  })
  const { table, key, reason } = row
  log.error({ table, key, reason }, 'a row could not be read and is set aside')
}

async function inspectAccounts(inspection: InspectionDeps): Promise<void> {
  for (const content of await inspection.store.selectFrom('accounts').selectAll().execute()) {
    const reason = failureOfAccount(content, inspection.tenant)
    if (reason === null) continue
    const key = content.user_id
    await move(inspection, { table: 'accounts', key, content, reason }, (store) =>
      store.deleteFrom('accounts').where('user_id', '=', key).execute(),
    )
  }
}

async function inspectTakenOut(inspection: InspectionDeps): Promise<void> {
  for (const content of await inspection.store.selectFrom('taken_out').selectAll().execute()) {
    const reason = failureOfTakenOut(content)
    if (reason === null) continue
    const key = content.identity
    await move(inspection, { table: 'taken_out', key, content, reason }, (store) =>
      store.deleteFrom('taken_out').where('identity', '=', key).execute(),
    )
  }
}

async function inspectWrapUps(inspection: InspectionDeps): Promise<readonly WrapUpKey[]> {
  const rows = await inspection.store
    .selectFrom('wrap_ups')
    .selectAll()
    .where((column) =>
      column.or([column('completed_at', 'is', null), column('task_closed', '!=', 1)]),
    )
    .execute()
  const lost: WrapUpKey[] = []
  for (const content of rows) {
    const reason = failureOfWrapUp(content)
    if (reason === null) continue
    const { call_id: callId, identity } = content
    await move(
      inspection,
      { table: 'wrap_ups', key: `${callId} ${identity}`, content, reason },
      (store) =>
        store
          .deleteFrom('wrap_ups')
          .where('call_id', '=', callId)
          .where('identity', '=', identity)
          .execute(),
    )
    lost.push(keyOf(content))
  }
  return lost
}

async function inspectCalls(inspection: InspectionDeps): Promise<readonly CallRow[]> {
  const rows = await inspection.store
    .selectFrom('calls')
    .selectAll()
    .where((column) =>
      column.or([
        column('live', '=', 1),
        column('pending', '!=', '[]'),
        // Ended, but its Tasks are needed when its after-call work is done.
        column(
          'call_id',
          'in',
          column.selectFrom('wrap_ups').select('call_id').where('task_closed', '!=', 1),
        ),
      ]),
    )
    .execute()
  const lost: CallRow[] = []
  for (const content of rows) {
    const key = content.call_id
    const reason = failureOfCall(content)
    const left = reason ?? failureOfPending(content)
    if (left === null) continue
    await move(inspection, { table: 'calls', key, content, reason: left }, (store) =>
      reason === null
        ? // The call is known, so a comparison with Twilio makes up for what was to be done.
          store.updateTable('calls').set({ pending: '[]' }).where('call_id', '=', key).execute()
        : store.deleteFrom('calls').where('call_id', '=', key).execute(),
    )
    if (reason !== null) lost.push(content)
  }
  return lost
}
