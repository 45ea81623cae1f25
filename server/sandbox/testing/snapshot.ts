import { expect } from 'vitest'
import { control } from '../rest/testing/control.ts'
import type { Rig } from '../rest/testing/rig.ts'

interface Resource {
  readonly sid: string
  readonly status: string
}

/** What the control API's `/snapshot` has of what these tests look at. */
export interface Snapshot {
  readonly openLegs: number
  readonly calls: readonly Resource[]
  readonly conferences: readonly Resource[]
  readonly recordings: readonly Resource[]
  readonly queues: readonly { readonly sid: string; readonly waiting: readonly object[] }[]
  readonly tasks: readonly (Resource & {
    readonly attributes: Readonly<Record<string, unknown>>
    readonly reservations: readonly Resource[]
  })[]
  readonly workers: readonly { readonly sid: string }[]
}

export const snapshotOf = ({ description }: Rig) =>
  control<Snapshot>(description.baseUrl, 'GET', '/snapshot')

export const OVER: ReadonlySet<string> = new Set(
  'completed busy failed no-answer canceled'.split(' '),
)

/** A Task or Reservation to which something can still happen. */
export function isOpen({ status }: Resource): boolean {
  return ['pending', 'reserved', 'assigned', 'accepted', 'wrapping'].includes(status)
}

/** Nothing of any call is left: no leg, no room, nobody in a queue, no recording. */
export function expectAllOver({
  openLegs,
  calls,
  conferences,
  queues,
  recordings,
}: Snapshot): void {
  expect(openLegs).toBe(0)
  expect(calls.filter(({ status }) => !OVER.has(status))).toEqual([])
  expect(conferences.filter(({ status }) => status !== 'completed')).toEqual([])
  expect(queues.filter(({ waiting }) => waiting.length > 0)).toEqual([])
  expect(
    recordings.filter(({ status }) => ['in-progress', 'paused', 'processing'].includes(status)),
  ).toEqual([])
}

/** The open Reservations that a Task may have. Docs: taskrouter/lifecycle-task-state. */
const RESERVATIONS: Readonly<Record<string, RegExp>> = {
  pending: /^$/u,
  reserved: /^(pending )+$/u,
  assigned: /^(accepted |wrapping )+(pending )*$/u,
  wrapping: /^(wrapping )+$/u,
  completed: /^$/u,
  canceled: /^$/u,
}

/** Tasks and Reservations are in states that go together, and no Task waits for a caller who has hung up. */
export function expectOrderlyTasks({ calls, tasks }: Snapshot): void {
  const gone = new Set(calls.filter(({ status }) => OVER.has(status)).map(({ sid }) => sid))
  for (const { sid, status, reservations, attributes } of tasks) {
    const open = reservations
      .filter(isOpen)
      .map((each) => each.status)
      .toSorted()
    const rule = RESERVATIONS[status]
    expect(rule, `${sid} is ${status}`).toBeDefined()
    expect(open.map((each) => `${each} `).join(''), `${sid} is ${status}`).toMatch(rule ?? /$./u)
    if (!gone.has(String(attributes['call_sid']))) continue
    expect(['pending', 'reserved'], `${sid} of a caller who has gone`).not.toContain(status)
  }
}
