import type { CallEffect } from '../calls/model/call-effect.ts'
import type { Call } from '../calls/model/call.ts'
import type { Clock } from '../clock.ts'
import type { OwnSettings } from '../config/config.ts'
import type { WrapUpSnapshot } from '../contract/desk.ts'
import type { ErrorCode } from '../contract/errors.ts'
import type { History } from '../history/history.ts'
import type { Logger } from '../log/logger.ts'
import { succeed, fail } from '../contract/result.ts'
import type { Result } from '../contract/result.ts'
import { makeDraft } from '../contract/wrap-up-draft.ts'
import type { WrapUpDraft } from '../contract/wrap-up-draft.ts'
import type { WrapUpRow } from '../store/tables.ts'
import { createTimers } from '../timers.ts'
import type { TaskCloser } from './close-task.ts'
import { keyOf, nameOf } from './wrap-up-key.ts'
import type { WrapUpKey } from './wrap-up-key.ts'
import type { WrapUpStore } from './wrap-up-store.ts'
import { EXTENSION_MS, draftOf, checkDraft, wrapUpSnapshot } from './wrap-up.ts'
import type { WrapUpFacts } from './wrap-up.ts'

type WrapUpResult = Result<null, ErrorCode>

/** After-call work: its timer, its draft, its end. It belongs to the server, so a closed window loses nothing. */
export interface WrapUps {
  start(call: Call, facts: Extract<CallEffect, { kind: 'start-wrap-up' }>): Promise<void>
  open(identity: string): Promise<WrapUpSnapshot[]>
  saveDraft(identity: string, callId: string, draft: WrapUpDraft): Promise<WrapUpResult>
  extend(identity: string, callId: string): Promise<WrapUpResult>
  complete(identity: string, callId: string, draft: WrapUpDraft): Promise<WrapUpResult>
  /**
   * Ends open after-call work, because the agent talks to the customer again; it starts again afterwards. Returns the notes so
   * far; null where nothing is open.
   */
  withdraw(callId: string, identity: string): Promise<string | null>
  /** Closes the Task of after-call work that cannot be read: nobody can complete it. */
  release(key: WrapUpKey): void
  /** Starts the timers from the store, and closes the Tasks that are still open. */
  recover(): Promise<void>
  close(): void
}

export interface WrapUpsDeps {
  readonly clock: Clock
  readonly store: WrapUpStore
  readonly history: History
  readonly tasks: TaskCloser
  readonly log: Logger
  readonly settings: Pick<OwnSettings, 'wrapUpSeconds' | 'requireDisposition' | 'dispositions'>
  onChange(identity: string): void
}

export function createWrapUps(deps: WrapUpsDeps): WrapUps {
  const { clock, store, settings } = deps
  const timers = createTimers(clock)

  /** At its deadline the draft completes the work. A required disposition keeps it open: nobody else knows the answer. */
  function startTimer(row: WrapUpRow): void {
    if (row.required === 1) return
    const key = keyOf(row)
    timers.set(nameOf(key), row.deadline, () => {
      onDeadline(key).catch((error: unknown) =>
        deps.log.error({ err: error, callId: key.callId }, 'after-call work did not end'),
      )
    })
  }

  async function onDeadline(key: WrapUpKey): Promise<void> {
    const row = await store.find(key)
    if (row?.completed_at !== null) return
    const draft = draftOf(row)
    const verdict = checkDraft(draft, false, settings.dispositions)
    await finish(deps, row, draft, verdict.ok ? verdict.value : null)
  }

  async function openRow(identity: string, callId: string): Promise<WrapUpRow | null> {
    const row = await store.find({ callId, identity })
    return row?.completed_at === null ? row : null
  }

  return {
    async start(call, facts) {
      const row = rowFor(call, facts, clock.now(), settings)
      if (!(await store.insert(row))) return
      startTimer(row)
      deps.onChange(row.identity)
    },
    async open(identity) {
      const rows = await store.open(identity)
      return rows.map((row) => wrapUpSnapshot(row, settings.dispositions))
    },
    async saveDraft(identity, callId, draft) {
      if ((await openRow(identity, callId)) === null) return fail('not-found')
      const verdict = checkDraft(draft, false, settings.dispositions)
      if (!verdict.ok) return verdict
      await store.update({ callId, identity }, { draft: JSON.stringify(draft) })
      deps.onChange(identity)
      return succeed(null)
    },
    async extend(identity, callId) {
      const row = await openRow(identity, callId)
      if (row === null) return fail('not-found')
      const deadline = Math.max(row.deadline, clock.now()) + EXTENSION_MS
      await store.update({ callId, identity }, { deadline })
      startTimer({ ...row, deadline })
      deps.onChange(identity)
      return succeed(null)
    },
    async complete(identity, callId, draft) {
      const row = await store.find({ callId, identity })
      if (row === null) return fail('not-found')
      // The same request again, after a lost answer.
      if (row.completed_at !== null) return succeed(null)
      const verdict = checkDraft(draft, row.required === 1, settings.dispositions)
      if (!verdict.ok) return verdict
      timers.clear(nameOf({ callId, identity }))
      await finish(deps, row, draft, verdict.value)
      return succeed(null)
    },
    async withdraw(callId, identity) {
      const row = await openRow(identity, callId)
      if (row === null) return null
      timers.clear(nameOf({ callId, identity }))
      const draft = draftOf(row)
      await end(deps, row, draft, null)
      return draft.notes
    },
    release: (key) => deps.tasks.close(key),
    async recover() {
      for (const row of await store.open()) startTimer(row)
      for (const row of await store.unclosed()) deps.tasks.close(keyOf(row))
    },
    close() {
      timers.clearAll()
      deps.tasks.stop()
    },
  }
}

async function finish(
  deps: WrapUpsDeps,
  row: WrapUpRow,
  draft: WrapUpDraft,
  label: string | null,
): Promise<void> {
  const wrapSeconds = Math.max(0, Math.round((deps.clock.now() - row.started_at) / 1000))
  await deps.history.addWrapUp(row.party_id, label, wrapSeconds)
  deps.log.info({ callId: row.call_id, wrapSeconds }, 'after-call work done')
  await end(deps, row, draft, label)
}

async function end(
  { clock, store, tasks, onChange }: WrapUpsDeps,
  row: WrapUpRow,
  draft: WrapUpDraft,
  disposition: string | null,
): Promise<void> {
  const values = { completed_at: clock.now(), disposition, draft: JSON.stringify(draft) }
  await store.update(keyOf(row), values)
  tasks.close(keyOf(row))
  onChange(row.identity)
}

function rowFor(
  call: Call,
  facts: Omit<Extract<CallEffect, { kind: 'start-wrap-up' }>, 'kind'>,
  at: number,
  settings: WrapUpsDeps['settings'],
): WrapUpRow {
  const { reason, talkedSeconds, identity, partyId } = facts
  return {
    call_id: call.callId,
    identity,
    party_id: partyId,
    facts: JSON.stringify({
      customerName: call.customer.name,
      customerNumber: call.customer.number,
      direction: call.direction,
      queueName: call.queueName,
      reason,
      talkedSeconds,
    } satisfies WrapUpFacts),
    started_at: at,
    deadline: at + settings.wrapUpSeconds * 1000,
    required: settings.requireDisposition ? 1 : 0,
    draft: JSON.stringify(makeDraft({ notes: call.notes })),
    completed_at: null,
    disposition: null,
    task_closed: 0,
  }
}
