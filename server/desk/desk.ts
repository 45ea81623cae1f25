import type { Call } from '../calls/model/call.ts'
import { getAgentIdentities, getParties } from '../calls/model/call.ts'
import type { Calls } from '../calls/runtime/calls.ts'
import { createCallSnapshot } from '../calls/view/snapshot.ts'
import { canRetrieve } from '../calls/phases/returning.ts'
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
  /** Sends a new snapshot, because something of this agent has changed. */
  update(identity: string): void
  /** Updates the agents of a call, and everybody when the number of waiting callers has changed. */
  onCallChanged(before: Call | null, after: Call): void
  /** The first snapshot of a page. The agent's days begin by its time zone (IANA); null when it has not said. */
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
  /** Which start of the server on this store it is. */
  readonly run: number
  /** Who is looking. */
  connectedAgents(): readonly string[]
  push(identity: string, snapshot: DeskSnapshot): void
}

const REVISIONS_PER_RUN = 1_000_000_000
/** Above the milliseconds since 1970, which earlier versions used as revisions. */
const FIRST_RUN = 10_000

export function createDesk(deps: DeskDeps): Desk {
  const dirty = new Set<string>()
  const busy = new Set<string>()
  // Each start of the server has its own block of numbers, so revisions grow across a restart whatever the clock says.
  let lastRevision = (FIRST_RUN + deps.run) * REVISIONS_PER_RUN
  const days = createAgentDays(deps.clock, (identity) => update(identity))

  async function snapshot(identity: string): Promise<DeskSnapshot> {
    const name = await deps.nameOf(identity)
    const now = deps.clock.now()
    // Together with the calls, so that a later revision never shows an earlier state of a call.
    lastRevision += 1
    const revision = lastRevision
    // Before the after-call work, which begins before its call shows as ended: so one of the two is in this snapshot.
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

  /** One at a time for each agent; what changes meanwhile is in the next one. */
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

/** How a call that this agent handed to a queue is shown to them, until somebody answers it. */
function handedOverBy(call: Call, identity: string): HandedOver | null {
  if (!canRetrieve(call, identity)) return null
  const { callId, customer, queueName, queuedAt } = call
  const { name: customerName, number: customerNumber } = customer
  return { callId, customerName, customerNumber, queueName, since: instant(queuedAt) }
}

/** Live calls; without any, the last one that ended. */
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
