import { createCallStore } from '../calls/runtime/call-store.ts'
import type { HistoryEntry } from '../calls/model/call-effect.ts'
import type { CallEvent } from '../calls/model/call-event.ts'
import type { Call } from '../calls/model/call.ts'
import { createCalls } from '../calls/runtime/calls.ts'
import type { CallsDeps } from '../calls/runtime/calls.ts'
import type { TaskTickets } from '../calls/tasks/task-tickets.ts'
import { createRecordingPolicy } from '../calls/recording/policy.ts'
import { runEffect } from '../calls/runtime/run-effect.ts'
import { findReservationsInWrapUp } from '../calls/tasks/tasks.ts'
import { wallAt } from '../clock.ts'
import { createDialling } from '../dialling/dialling.ts'
import { guardRings } from '../dialling/guard-rings.ts'
import { createLegStore } from '../dialling/leg-store.ts'
import { policyOf } from '../dialling/policy.ts'
import type { Writes } from '../disk/writes.ts'
import type { History } from '../history/history.ts'
import type { Workers } from '../routing/workers.ts'
import { createSweep } from '../sweep/sweep.ts'
import { createTaskCloser } from '../wrapup/close-task.ts'
import { callsWithWork, createWrapUpStore } from '../wrapup/wrap-up-store.ts'
import { createWrapUps } from '../wrapup/wrap-ups.ts'
import type { CompositionDeps } from './composition-deps.ts'

export type CallServices = ReturnType<typeof composeCalls>

interface CallServicesDeps {
  readonly writes: Writes
  readonly history: History
  readonly workers: Workers
  readonly tickets: TaskTickets
}

interface ChangeListeners {
  onAgentChanged(identity: string): void
  onCallMissed(identity: string): void
  readonly onCallChanged: CallsDeps['onChange']
}

/** Calls, what may be dialled in them, their after-call work, and the sweep for what no callback has said. */
export function composeCalls(
  deps: CompositionDeps,
  parts: CallServicesDeps,
  listeners: ChangeListeners,
) {
  const { clock, log, store, gateway, own, twilio } = deps
  const { writes, history, workers } = parts
  const policy = policyOf(own, twilio)
  const dialling = createDialling({
    clock,
    log,
    policy,
    store: createLegStore(store),
    find: (callId) => calls.find(callId),
  })
  const callStore = createCallStore(store, writes)
  const wrapUpStore = createWrapUpStore(store, writes)
  const wrapUps = createWrapUps({
    clock,
    log,
    store: wrapUpStore,
    history,
    settings: own,
    onChange: listeners.onAgentChanged,
    tasks: createTaskCloser({
      clock,
      log,
      gateway,
      async reservationsOf({ callId, identity }) {
        const call = calls.find(callId) ?? (await callStore.load(callId))
        return call === null ? [] : findReservationsInWrapUp(call, identity)
      },
      onClosed: (key) => wrapUpStore.update(key, { task_closed: 1 }),
    }),
  })
  const commands = {
    gateway: guardRings(gateway, policy, own.dialling.legMinutes),
    clock,
    music: own.music,
    workspace: deps.workspace,
    tickets: parts.tickets,
    callerIds: twilio.callerIds,
    recording: createRecordingPolicy(own),
    limitToOneCall: (workerSid: string) => workers.limitToOneCall(workerSid),
    urls: () => deps.urls(),
    log,
    async record(call: Call, entry: HistoryEntry) {
      await history.record(call, { ...entry, startedAt: wallAt(clock, entry.startedAt) })
      if (entry.identity === null) return
      if (entry.outcome === 'missed') listeners.onCallMissed(entry.identity)
      listeners.onAgentChanged(entry.identity)
    },
    startWrapUp: wrapUps.start,
    withdrawWrapUp: wrapUps.withdraw,
    dispatch: (callId: string, event: CallEvent) => calls.dispatch(callId, event),
  }
  const calls = createCalls({
    clock,
    log,
    store: callStore,
    onChange(before, after) {
      dialling.onCallChanged(after)
      listeners.onCallChanged(before, after)
    },
    run: (call, command, tried) => runEffect(commands, call, command, tried),
    onMissedCallback: () => sweep.soon('a reading found what no callback had told'),
  })
  const unfinished = () => callsWithWork(wrapUpStore)
  const sweep = createSweep({ clock, log, random: Math.random, calls, gateway, unfinished })
  return { calls, dialling, sweep, wrapUps }
}
