import assert from 'node:assert/strict'
import type { CallEffect, EffectOf } from '../../calls/model/call-effect.ts'
import type { CallEvent } from '../../calls/model/call-event.ts'
import type { Call } from '../../calls/model/call.ts'
import { isQueueTaskWanted } from '../../calls/runtime/run-task.ts'
import type { Fate } from './model-twilio.ts'

type TaskState = 'pending' | 'reserved' | 'assigned' | 'over'

interface ModelTask {
  readonly taskSid: string
  /** What it is found by when the answer to its creation was lost. */
  readonly mark: string
  readonly isOfQueue: boolean
  state: TaskState
}

interface ModelReservation {
  readonly reservationSid: string
  readonly task: ModelTask
  readonly until: number
  state: 'pending' | 'accepted' | 'over'
}

export type TaskCommand = Extract<
  CallEffect,
  { kind: `${string}-reservation` | `${'create' | 'cancel' | 'complete' | 'create-queue'}-task` }
>

/** How long TaskRouter waits for an answer to a Reservation, ms. */
const RESERVATION_MS = 30_000

/** The answer: an event, nothing, or that it is to be asked again later. */
export type Answer = CallEvent | 'later' | null

/** TaskRouter as far as one call sees it: Tasks of queues and of agents, and their Reservations. */
export class ModelTasks {
  readonly #tasks: ModelTask[] = []
  readonly #reservations: ModelReservation[] = []
  #count = 10

  /** A Task that was accepted before the sequence begins. */
  assign(taskSid: string, reservationSid: string): void {
    const task: ModelTask = { taskSid, mark: taskSid, isOfQueue: true, state: 'assigned' }
    this.#tasks.push(task)
    this.#reservations.push({ reservationSid, task, until: 0, state: 'accepted' })
  }

  stateOf(taskSid: string): TaskState | undefined {
    return this.#tasks.find((task) => task.taskSid === taskSid)?.state
  }

  open(): readonly ModelTask[] {
    return this.#tasks.filter(({ state }) => state !== 'over')
  }

  /** TaskRouter chooses an agent for a customer who waits, if there is one. */
  reserve(at: number): { readonly taskSid: string; readonly reservationSid: string } | null {
    const task = this.#tasks.find(({ isOfQueue, state }) => isOfQueue && state === 'pending')
    return task === undefined ? null : this.#reserve(task, at + RESERVATION_MS)
  }

  /** Reservations that nobody has answered in time. */
  timeOut(at: number): readonly CallEvent[] {
    const late = this.#reservations.filter(
      ({ state, until, task }) => state === 'pending' && task.isOfQueue && until <= at,
    )
    return late.map((each) => this.#free(each))
  }

  nextDue(): number | null {
    const pending = this.#reservations.filter(
      ({ state, task }) => state === 'pending' && task.isOfQueue,
    )
    return pending.length === 0 ? null : Math.min(...pending.map(({ until }) => until))
  }

  run(
    command: TaskCommand,
    fate: Fate,
    { call, attempts, at }: { readonly call: Call; readonly attempts: number; readonly at: number },
    tell: (event: CallEvent) => void,
  ): Answer {
    switch (command.kind) {
      case 'create-queue-task': {
        const { queuing } = command
        const mark = `queue ${queuing}`
        const isKnown = attempts > 0 && this.#tasks.some((each) => each.mark === mark)
        if (!isQueueTaskWanted(call, queuing) && !isKnown) return null
        const task = this.#create(mark, true, fate, attempts)
        if (task === null) return 'later'
        return { kind: 'queue-task-seen', queuing, taskSid: task.taskSid }
      }
      case 'create-task':
        return this.#createForAgent(command, fate, { call, attempts, at }, tell)
      case 'accept-reservation':
        return this.#accept(command, fate)
      case 'reject-reservation':
        return fate === 'lost-request' ? 'later' : this.#reject(command)
      case 'wrap-reservation':
      case 'complete-reservation':
      case 'cancel-task':
      case 'complete-task':
        if (fate === 'lost-request') return 'later'
        this.#end(command.taskSid, tell)
        return fate === 'lost-reply' ? 'later' : null
    }
  }

  #create(mark: string, isOfQueue: boolean, fate: Fate, attempts: number): ModelTask | null {
    const known = this.#tasks.find((task) => task.mark === mark && task.state !== 'over')
    if (attempts > 0 && known !== undefined) return fate === 'lost-request' ? null : known
    if (fate === 'lost-request' || fate === 'refused') return null
    this.#count += 1
    const task: ModelTask = { taskSid: `WT${this.#count}`, mark, isOfQueue, state: 'pending' }
    this.#tasks.push(task)
    return fate === 'lost-reply' ? null : task
  }

  #createForAgent(
    { partyId }: EffectOf<'create-task'>,
    fate: Fate,
    { call, attempts, at }: { readonly call: Call; readonly attempts: number; readonly at: number },
    tell: (event: CallEvent) => void,
  ): Answer {
    if (call.tasks.find((task) => task.partyId === partyId)?.taskSid) return null
    const before = this.#tasks.length
    const how = fate === 'refused' ? 'lost-request' : fate
    const task = this.#create(`party ${partyId}`, false, how, attempts)
    const made = this.#tasks[before]
    if (made !== undefined) {
      const { taskSid, reservationSid } = this.#reserve(made, at + RESERVATION_MS)
      tell({ kind: 'task-reserved', partyId, taskSid, reservationSid })
    }
    return task === null ? 'later' : { kind: 'task-created', partyId, taskSid: task.taskSid }
  }

  #reserve(task: ModelTask, until: number) {
    this.#count += 1
    const reservationSid = `WR${this.#count}`
    task.state = 'reserved'
    this.#reservations.push({ reservationSid, task, until, state: 'pending' })
    return { taskSid: task.taskSid, reservationSid }
  }

  #find(reservationSid: string): ModelReservation | undefined {
    return this.#reservations.find((each) => each.reservationSid === reservationSid)
  }

  #accept({ reservationSid }: EffectOf<'accept-reservation'>, fate: Fate): Answer {
    if (fate === 'lost-request') return 'later'
    const found = this.#find(reservationSid)
    const isOver = found === undefined || found.state === 'over'
    if (isOver || fate === 'refused') return { kind: 'accept-failed', reservationSid }
    found.state = 'accepted'
    found.task.state = 'assigned'
    return fate === 'lost-reply' ? 'later' : { kind: 'accept-succeeded', reservationSid }
  }

  #reject({ taskSid, reservationSid }: EffectOf<'reject-reservation'>): Answer {
    const found = this.#find(reservationSid)
    if (found?.state === 'accepted')
      return { kind: 'reservation-accepted-elsewhere', taskSid, reservationSid }
    if (found?.state === 'pending') this.#free(found)
    return null
  }

  /** The Reservation ends, and its Task waits for another. */
  #free(reservation: ModelReservation): CallEvent {
    reservation.state = 'over'
    reservation.task.state = 'pending'
    return { kind: 'reservation-over', reservationSid: reservation.reservationSid }
  }

  #end(taskSid: string, tell: (event: CallEvent) => void): void {
    const task = this.#tasks.find((each) => each.taskSid === taskSid)
    if (task === undefined) return
    const pending = this.#reservations.filter(
      (each) => each.task === task && each.state === 'pending',
    )
    for (const each of pending) tell(this.#free(each))
    task.state = 'over'
  }
}

/** No Task keeps an agent from routing longer than the agent is needed, or waits for nobody. */
export function checkTasks({ tasks, phase, queueTasks, queuings }: Call, all: ModelTasks): void {
  for (const { partyId, taskSid, due } of tasks) {
    const state = taskSid === null ? undefined : all.stateOf(taskSid)
    if (phase.kind === 'ended') assert.notEqual(due, null, `${partyId} is kept from routing`)
    if (due !== null && state !== undefined) assert.equal(state, 'over', partyId)
  }
  const isKnown = (sid: string) => [...queueTasks, ...tasks].some(({ taskSid }) => taskSid === sid)
  const waits = phase.kind === 'queued'
  const current = queueTasks.find(({ queuing }) => queuing === queuings)?.taskSid
  for (const { taskSid, mark } of all.open()) {
    // Nobody has told of it. It is canceled when TaskRouter tells who it has chosen.
    if (!isKnown(taskSid)) continue
    const isAgents = tasks.some((task) => task.taskSid === taskSid && task.due === null)
    assert.ok(isAgents || (waits && taskSid === current), `nobody waits for ${taskSid}: ${mark}`)
  }
  if (waits) assert.equal(all.stateOf(current ?? ''), 'pending', 'waits without a Task')
}
