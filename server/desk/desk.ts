import type { Call } from '../calls/model/call.ts'
import { getAgentIdentities, getParties } from '../calls/model/call.ts'
import type { Calls } from '../calls/runtime/calls.ts'
import { createCallSnapshot } from '../calls/view/snapshot.ts'
import { canRetrieve } from '../calls/phases/retrieving.ts'
import { instant } from '../clock.ts'
import type { Clock } from '../clock.ts'
import type { DeskSnapshot, HandedOver } from '../contract/desk.ts'
import { createAgentDays } from './agent-days.ts'
import type { History } from '../history/history.ts'
import type { Logger } from '../log/logger.ts'
import type { Presence } from '../presence/presence.ts'
import type { WrapUps } from '../wrapup/wrap-ups.ts'

/** Everything an agent's screen shows of the server's knowledge, pushed whole at each change. */
export interface Desk {
  snapshot(identity: string): Promise<DeskSnapshot>
  /** Something of this agent has changed: a new snapshot goes out. */
  update(identity: string): void
  /** A call has changed: to its agents, and to all when the number of waiting callers did. */
  onCallChanged(before: Call | null, after: Call): void
  /** The first snapshot of a page, in this time zone (IANA), by which the agent's days begin; null when it has not said. */
  open(identity: string, timeZone: string | null): Promise<DeskSnapshot>
  close(): void
}

export interface DeskDeps {
  readonly clock: Clock
  readonly log: Logger
  readonly history: Pick<History, 'recent' | 'today'>
  readonly callerIds: readonly string[]
  readonly country: string
  readonly wrapUps: Pick<WrapUps, 'open'>
  readonly calls: Pick<Calls, 'shown'>
  readonly presence: Pick<Presence, 'takenOut'>
  nameOf(identity: string): Promise<string>
  /** Each is greater than all before it, those of earlier runs included. */
  nextRevision(): number
  /** Who is looking. */
  connectedAgents(): readonly string[]
  push(identity: string, snapshot: DeskSnapshot): void
}

export function createDesk(deps: DeskDeps): Desk {
  const dirty = new Set<string>()
  const busy = new Set<string>()
  // Another day needs no call to begin.
  const days = createAgentDays(deps.clock, (identity) => update(identity))

  async function snapshot(identity: string): Promise<DeskSnapshot> {
    const name = await deps.nameOf(identity)
    const now = deps.clock.now()
    // With the calls, so that a later revision never shows an earlier call.
    const revision = deps.nextRevision()
    // Before after-call work, which is there before the calls show as ended: whichever end comes in between, the call or
    // its after-call work is in this snapshot.
    const calls = deps.calls.shown()
    const [wrapUps, recent, today] = await Promise.all([
      deps.wrapUps.open(identity),
      deps.history.recent(identity),
      deps.history.today(identity, days.today(identity)),
    ])
    return {
      revision,
      serverTime: instant(now),
      calls: shownCalls(calls, { identity, name }, now),
      handedOver: calls.flatMap((call) => handedOverBy(call, identity) ?? []),
      wrapUps,
      recent,
      takenOut: deps.presence.takenOut(identity),
      today,
      waiting: calls.filter(isWaiting).length,
      callerIds: [...deps.callerIds],
      country: deps.country,
    }
  }

  /** One at a time per agent; what changes meanwhile goes into one more. */
  async function flush(identity: string): Promise<void> {
    busy.add(identity)
    try {
      while (dirty.delete(identity)) deps.push(identity, await snapshot(identity))
    } finally {
      busy.delete(identity)
    }
  }

  function update(identity: string): void {
    if (!deps.connectedAgents().includes(identity)) return
    dirty.add(identity)
    if (busy.has(identity)) return
    flush(identity).catch((error: unknown) =>
      deps.log.error({ err: error, identity }, 'a snapshot was not sent'),
    )
  }

  return {
    snapshot,
    update,
    open(identity, timeZone) {
      days.setTimeZone(identity, timeZone)
      return snapshot(identity)
    },
    close: days.close,
    onCallChanged(before, after) {
      const was = before !== null && isWaiting(before)
      const concerned = [before, after].flatMap((call) => (call === null ? [] : peopleOf(call)))
      const everyone = was !== isWaiting(after) ? deps.connectedAgents() : []
      for (const identity of new Set([...concerned, ...everyone])) update(identity)
    },
  }
}

/** Every agent who is or was part of the call. */
function peopleOf(call: Call): readonly string[] {
  const were = getParties(call.phase).flatMap(({ identity }) => identity ?? [])
  return getAgentIdentities(call).concat(were)
}

function isWaiting({ phase }: Call): boolean {
  return phase.kind === 'queued' || phase.kind === 'reserved'
}

/** What the agent who handed it to a queue is shown of a call that nobody has answered yet. */
function handedOverBy(call: Call, identity: string): HandedOver | null {
  if (!canRetrieve(call, identity)) return null
  const { callId, customer, queueName, queuedAt } = call
  const { name: customerName, number: customerNumber } = customer
  return { callId, customerName, customerNumber, queueName, since: instant(queuedAt) }
}

/** Live calls, and the last one that ended while nothing newer has begun. */
function shownCalls(
  calls: readonly Call[],
  viewer: { readonly identity: string; readonly name: string },
  now: number,
): DeskSnapshot['calls'] {
  const mine = calls
    .map((call) => createCallSnapshot(call, viewer, now))
    .filter((call) => call !== null)
  const live = mine.filter(({ state }) => state.kind !== 'ended')
  return live.length > 0 ? live : mine.slice(-1)
}
