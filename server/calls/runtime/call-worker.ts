import { isDeepStrictEqual } from 'node:util'
import PQueue from 'p-queue'
import type { Clock } from '../../clock.ts'
import type { Logger } from '../../log/logger.ts'
import { createTimers } from '../../timers.ts'
import type { Timers } from '../../timers.ts'
import { createLocalEffects } from './local-effects.ts'
import { isLocal } from '../model/call-effect.ts'
import type { CallEffect } from '../model/call-effect.ts'
import type { CallEvent } from '../model/call-event.ts'
import type { CallStore } from './call-store.ts'
import type { Call } from '../model/call.ts'
import type { RunEffect } from './effect-queue.ts'
import { createEffectQueue } from './effect-queue.ts'
import { readCall } from '../model/step.ts'
import { readRecording } from '../recording/recording.ts'
import { getShownUntil } from '../view/snapshot.ts'
import { getNextDeadline, transition } from '../phases/transition.ts'

export interface CallWorkerDeps {
  readonly clock: Clock
  readonly store: Pick<CallStore, 'save' | 'isWritten'>
  readonly log: Logger
  readonly run: RunEffect
  /** After each change, when it is on the disk or waits for a failing disk. `before` is null for a new call. */
  onChange(before: Call | null, after: Call): void
  /** A reading has shown something that no callback had reported. */
  onMissedCallback(callId: string): void
  /** The call ended a while ago, and nothing more is expected for it. */
  forget(callId: string): void
}

/**
 * The only writer of a call: it takes events one at a time, and runs effects one at a time, in order. Effects on our
 * own store do not wait for those at Twilio.
 */
export interface CallWorker {
  readonly call: () => Call
  /**
   * The call as the screens show it. It changes after the local effects, so that an ended call never shows before its
   * after-call work is there.
   */
  readonly shown: () => Call
  dispatch(event: CallEvent): Promise<Call>
  /** Reads the call from Twilio although nothing is due. */
  read(): void
  /** Saves a new call. */
  begin(): Promise<void>
  /** Continues a call from the disk; resolves when its local effects are done. */
  resume(pending: readonly CallEffect[]): Promise<void>
  close(): Promise<void>
}

const TICK = { kind: 'tick' } as const

/** How long an ended call stays in memory for late events, ms. */
const KEPT_MS = 120_000

export function createCallWorker(deps: CallWorkerDeps, first: Call): CallWorker {
  const { clock, log } = deps
  const { callId } = first
  const events = new PQueue({ concurrency: 1 })
  const timers = createTimers(clock)
  let call = first
  let shown = first
  let pending: readonly CallEffect[] = []
  let closed = false

  const save = () => deps.store.save({ call, pending }, clock.now())

  const guard = createGuard(log, callId)
  const isDone = () => pending.length === 0 && deps.store.isWritten(callId)
  const arm = () => armTimers(timers, deps, call, { due: () => dispatchLater(TICK), isDone })

  async function onEffectDone(effect: CallEffect, event: CallEvent | null): Promise<void> {
    const before = call
    pending = pending.filter((other) => other !== effect)
    // The next effect may depend on what this one learned, so its event comes first.
    if (event === null) await events.add(save)
    else await events.add(() => step(event, true))
    if (event?.kind === 'call-read' && !isDeepStrictEqual(before, call))
      deps.onMissedCallback(callId)
  }

  const effects = createEffectQueue({ ...deps, call: () => call, onEffectDone, guard })

  const retryLocal = () => guard(events.add(() => runLocal(pending.filter(isLocal))))
  const local = createLocalEffects(deps, retryLocal)

  async function runLocal(list: readonly CallEffect[]): Promise<void> {
    if (list.length === 0) return
    for (const { effect, event } of await local.run(call, list)) {
      pending = pending.filter((other) => other !== effect)
      // This step is still running: the next one comes after it.
      if (event !== null) dispatchLater(event)
    }
    await save()
  }

  /** `effectDone`: an effect is done, and must not be run again after a restart, also when nothing came of it. */
  async function step(event: CallEvent, effectDone = false): Promise<Call> {
    if (closed) return call
    const before = call
    const next = transition(before, event, clock.now())
    call = next.call
    pending = [...pending, ...next.effects]
    const changed = call !== before
    if (changed || effectDone || next.effects.length > 0) await save()
    else log.debug({ callId, event: event.kind, phase: before.phase.kind }, 'nothing changes')
    if (changed) {
      logPhase(log, before, call)
      arm()
    }
    // Before the screens show it: an ended call appears together with its after-call work.
    await runLocal(next.effects.filter(isLocal))
    shown = call
    // Before the screens: a caller waits for Twilio.
    for (const effect of next.effects.filter(isForTwilio)) effects.perform(effect)
    if (changed) deps.onChange(before, call)
    return call
  }

  const dispatch = (event: CallEvent) => events.add(() => step(event))
  const dispatchLater = (event: CallEvent) => guard(dispatch(event))

  return {
    call: () => call,
    shown: () => shown,
    dispatch,
    read: () => createReadEffects(call).forEach((effect) => effects.perform(effect)),
    async begin() {
      await save()
      log.info({ callId, phase: call.phase.kind }, 'call')
      arm()
      deps.onChange(null, call)
    },
    async resume(left) {
      log.info({ callId, phase: call.phase.kind }, 'call found on disk')
      // Events since it was loaded may have added effects.
      pending = [...left, ...pending]
      arm()
      await events.add(() => runLocal(left.filter(isLocal)))
      // The run before may have begun each of them.
      for (const effect of left.filter(isForTwilio)) effects.perform(effect, 1)
    },
    async close() {
      closed = true
      timers.clearAll()
      local.close()
      await Promise.all([events.onIdle(), effects.close()])
    },
  }
}

function createReadEffects(call: Call): readonly CallEffect[] {
  return [readCall(call), ...(call.recording === null ? [] : readRecording(call.recording))]
}

function createGuard(log: Logger, callId: string) {
  return (work: Promise<unknown>): void => {
    work.catch((error: unknown) => log.error({ err: error, callId }, 'a step of a call failed'))
  }
}

const isForTwilio = (effect: CallEffect) => !isLocal(effect)

/** Wakes the call when something is due, and updates the screens when they stop showing it. */
function armTimers(
  timers: Timers,
  deps: CallWorkerDeps,
  call: Call,
  { due, isDone }: { readonly due: () => void; readonly isDone: () => boolean },
): void {
  const { callId, phase } = call
  const now = deps.clock.now()
  const shown = phase.kind === 'ended' ? phase.shownUntil : getShownUntil(phase, now)
  const deadline = getNextDeadline(call)
  timers.clearAll()
  if (shown !== null) timers.set('shown', shown, () => deps.onChange(call, call))
  if (phase.kind === 'ended') armForget(timers, deps, callId, isDone)
  if (deadline !== null) timers.set('deadline', deadline, due)
}

/**
 * An ended call is forgotten when nothing more is expected: Twilio has done what was postponed, and the call's end is
 * on the disk.
 */
function armForget(
  timers: Timers,
  deps: CallWorkerDeps,
  callId: string,
  isDone: () => boolean,
): void {
  timers.set('kept', deps.clock.now() + KEPT_MS, () => {
    if (isDone()) deps.forget(callId)
    else armForget(timers, deps, callId, isDone)
  })
}

function logPhase(log: Logger, before: Call, after: Call): void {
  if (before.phase.kind === after.phase.kind) return
  const reason = after.phase.kind === 'ended' ? after.phase.reason : undefined
  log.info(
    { callId: after.callId, was: before.phase.kind, phase: after.phase.kind, reason },
    'call',
  )
}
