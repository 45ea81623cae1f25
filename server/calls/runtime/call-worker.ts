import { isDeepStrictEqual } from 'node:util'
import type { Clock } from '../../clock.ts'
import type { Logger } from '../../log/logger.ts'
import { createTimers } from '../../timers.ts'
import type { Timers } from '../../timers.ts'
import { createBooks } from './history-writer.ts'
import { isBookkeeping } from '../model/call-effect.ts'
import type { CallCommand } from '../model/call-effect.ts'
import type { CallEvent } from '../model/call-event.ts'
import type { CallStore } from './call-store.ts'
import type { Call } from '../model/call.ts'
import type { RunEffect } from './effect-queue.ts'
import { createPerformer } from './effect-queue.ts'
import { createSerial } from '../../serial.ts'
import { shownUntil } from '../view/snapshot.ts'
import { nextDeadline, transition } from '../phases/transition.ts'

export interface CallWorkerDeps {
  readonly clock: Clock
  readonly store: Pick<CallStore, 'save' | 'isWritten'>
  readonly log: Logger
  readonly run: RunEffect
  /** After each change, when it is on the disk or waits for one that fails. `before` is null for a new call. */
  changed(before: Call | null, after: Call): void
  /** A reading found what no callback had told. */
  missed(callId: string): void
  /** The call ended a while ago; nothing more is expected for it. */
  forget(callId: string): void
}

/**
 * The one writer of one call: events in, one at a time; commands out, one at a time, in their order. What is
 * written in our own books does not wait for those that Twilio is asked.
 */
export interface CallWorker {
  readonly call: () => Call
  /**
   * The call as the screens show it: it changes when what is written in our own books has been, so that a call that is
   * over never shows before its after-call work is there.
   */
  readonly shown: () => Call
  dispatch(event: CallEvent): Promise<Call>
  /** Asks Twilio what is true of the call, though nothing is due. */
  look(): void
  /** Writes a new call down. */
  begin(): Promise<void>
  /** Goes on with a call found on disk; resolves when what was not yet written in our books is. */
  resume(pending: readonly CallCommand[]): Promise<void>
  close(): Promise<void>
}

/** How long an ended call is kept in memory for what may still arrive for it, ms. */
const KEPT_MS = 120_000

export function createCallWorker(deps: CallWorkerDeps, first: Call): CallWorker {
  const { clock, log } = deps
  const { callId } = first
  const events = createSerial()
  const timers = createTimers(clock)
  let call = first
  let shown = first
  let pending: readonly CallCommand[] = []
  let closed = false

  const save = () => deps.store.save({ call, pending }, clock.now())

  const guard = createGuard(log, callId)
  const due = () => guard(dispatch({ kind: 'tick' }))
  const isDone = () => pending.length === 0 && deps.store.isWritten(callId)
  const arm = () => armTimers(timers, deps, call, { due, isDone })

  async function took(command: CallCommand, event: CallEvent | null): Promise<void> {
    const before = call
    pending = pending.filter((other) => other !== command)
    // The next command may depend on what this one learned, so its event is taken first.
    if (event === null) await events.run(save)
    else await dispatch(event)
    if (event?.kind === 'read-back' && !isDeepStrictEqual(before, call)) deps.missed(callId)
  }

  const { perform, ...commands } = createPerformer({ ...deps, call: () => call, took, guard })

  const books = createBooks(deps, () =>
    guard(events.run(() => keepBooks(pending.filter(isBookkeeping)))),
  )

  async function keepBooks(lines: readonly CallCommand[]): Promise<void> {
    if (lines.length === 0) return
    for (const { command, event } of await books.write(call, lines)) {
      pending = pending.filter((other) => other !== command)
      // This step is the event under way: the next one comes after it.
      if (event !== null) guard(dispatch(event))
    }
    await save()
  }

  async function step(event: CallEvent): Promise<Call> {
    if (closed) return call
    const before = call
    const next = transition(before, event, clock.now())
    call = next.call
    pending = [...pending, ...next.commands]
    if (next.call !== before || next.commands.length > 0) await save()
    else log.debug({ callId, event: event.kind, phase: before.phase.kind }, 'nothing changes')
    if (next.call !== before) logPhase(log, before, call)
    if (next.call !== before) arm()
    // Before the screens show it: a call that is over comes with its after-call work, and nothing shows in between.
    await keepBooks(next.commands.filter(isBookkeeping))
    shown = call
    if (next.call !== before) deps.changed(before, call)
    for (const command of next.commands.filter(isForTwilio)) perform(command)
    return call
  }

  const dispatch = (event: CallEvent) => events.run(() => step(event))

  return {
    call: () => call,
    shown: () => shown,
    dispatch,
    look: () => looksAt(call).forEach((command) => perform(command)),
    async begin() {
      await save()
      log.info({ callId, phase: call.phase.kind }, 'call')
      arm()
      deps.changed(null, call)
    },
    async resume(left) {
      log.info({ callId, phase: call.phase.kind }, 'call found on disk')
      // What has happened to it since it was found may have decided more.
      pending = [...left, ...pending]
      arm()
      await events.run(() => keepBooks(left.filter(isBookkeeping)))
      // Each may have been begun by the run before.
      for (const command of left.filter(isForTwilio)) perform(command, 1)
    },
    async close() {
      closed = true
      timers.clearAll()
      books.close()
      await Promise.all([events.idle(), commands.close()])
    },
  }
}

function looksAt({ asks, recording }: Call): readonly CallCommand[] {
  const whole = { kind: 'read-back', upTo: asks } as const
  if (recording === null || recording.recordingSid === null) return [whole]
  const { callSid, recordingSid, asked } = recording
  return [whole, { kind: 'read-recording', callSid, recordingSid, asked }]
}

function createGuard(log: Logger, callId: string) {
  return (work: Promise<unknown>): void => {
    work.catch((error: unknown) => log.error({ err: error, callId }, 'a step of a call failed'))
  }
}

const isForTwilio = (command: CallCommand) => !isBookkeeping(command)

/** Wakes the call when something of it is due, and the agents' screens when they are to forget it. */
function armTimers(
  timers: Timers,
  deps: CallWorkerDeps,
  call: Call,
  { due, isDone }: { readonly due: () => void; readonly isDone: () => boolean },
): void {
  const { callId, phase } = call
  const now = deps.clock.now()
  const shown = phase.kind === 'ended' ? phase.shownUntil : shownUntil(phase, now)
  const deadline = nextDeadline(call)
  timers.clearAll()
  if (shown !== null) timers.set('shown', shown, () => deps.changed(call, call))
  if (phase.kind === 'ended') keep(timers, deps, callId, isDone)
  if (deadline !== null) timers.set('deadline', deadline, due)
}

/**
 * An ended call is forgotten when nothing more is expected: not before Twilio has taken what was put off, and its end can be
 * found on the disk.
 */
function keep(timers: Timers, deps: CallWorkerDeps, callId: string, isDone: () => boolean): void {
  timers.set('kept', deps.clock.now() + KEPT_MS, () => {
    if (isDone()) deps.forget(callId)
    else keep(timers, deps, callId, isDone)
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
