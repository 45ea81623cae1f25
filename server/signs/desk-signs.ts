import type { Clock } from '../clock.ts'
import type { Logger } from '../log/logger.ts'

/** How often each watched desk is asked for a sign, ms. */
const ASK_EVERY_MS = 1000
/** After that long without a sign a desk is silent, ms. */
export const SILENT_MS = 3000
/** After that long it is lost, ms. */
export const LOST_MS = 8000
/** A desk has that long to connect after a time in which the server could hear nobody, ms. */
export const CONNECT_MS = 10_000

const LOOK_EVERY_MS = 250
/** A look that comes later than that comes after a time in which this process stood still, ms. */
const LATE_MS = 1500
/** Others count as heard when their last sign is no older: one question, and as long as its answer may take. */
const HEARD_WITHIN_MS = 1500

/**
 * Which desks are alive. A broken socket is not a broken call, and our own network may be what is broken: so no desk
 * is silent while the server does not hear the others either.
 */
export interface DeskSigns {
  /** A desk has connected. One that does not answer the question for a sign, because it is older, never counts as silent. */
  onConnected(identity: string, givesSigns: boolean): void
  /** Something came from one of the agent's desks. */
  hear(identity: string): void
  start(): void
  close(): void
}

export interface DeskSignsDeps {
  readonly clock: Clock
  readonly log: Pick<Logger, 'info'>
  /** Every agent whose leg is up in a conversation. */
  watched(): readonly string[]
  ask(identity: string): void
  /** Both once for each silence, in this order. A sign ends a silence. */
  onSilent(identity: string): void
  onLost(identity: string): void
}

interface Watch {
  /** From when silence counts; in the future while the desk has time to connect. */
  readonly from: number
  /** Null before the first sign since `from`. */
  readonly heardAt: number | null
  /** Since when too few of the other desks are heard; null while they are heard. */
  readonly deafSince: number | null
  readonly told: 'nothing' | 'silent' | 'lost'
}

export function createDeskSigns(deps: DeskSignsDeps): DeskSigns {
  const { clock, log } = deps
  let watches: ReadonlyMap<string, Watch> = new Map()
  /** Agents whose newest desk does not answer. */
  const older = new Set<string>()
  let trustFrom = 0
  let lookedAt = 0
  let wallThen = 0
  let askedAt = 0
  let cancel: (() => void) | null = null

  /** Nothing was heard until now, and that says nothing of the desks. */
  function startOver(now: number): void {
    trustFrom = now + CONNECT_MS - SILENT_MS
    watches = new Map()
  }

  function look(): void {
    const now = clock.now()
    // While the machine sleeps, the server's own time may stand still.
    const gap = Math.max(now - lookedAt, clock.wall() - wallThen)
    lookedAt = now
    wallThen = clock.wall()
    if (gap > LATE_MS) startOver(now)
    const before = watches
    const identities = deps.watched().filter((identity) => !older.has(identity))
    watches = new Map(
      identities.map((identity) => [identity, before.get(identity) ?? begin(now, trustFrom)]),
    )
    watches = new Map([...watches].map(([identity, watch]) => [identity, judge(identity, watch)]))
    if (now - askedAt >= ASK_EVERY_MS) {
      askedAt = now
      identities.forEach(deps.ask)
    }
    cancel = clock.after(LOOK_EVERY_MS, look)
  }

  function judge(identity: string, watch: Watch): Watch {
    const now = clock.now()
    if (!hearsOthers(watches, identity, now)) return { ...watch, deafSince: watch.deafSince ?? now }
    const { deafSince } = watch
    // After the network was away, desks come back one by one.
    if (deafSince !== null && now - deafSince >= SILENT_MS && now >= watch.from) {
      return { ...begin(now, now + CONNECT_MS - SILENT_MS), told: watch.told }
    }
    return tell(identity, { ...watch, deafSince: null }, now)
  }

  function tell(identity: string, watch: Watch, now: number): Watch {
    const silentMs = now - Math.max(watch.from, watch.heardAt ?? watch.from)
    if (watch.told === 'nothing' && silentMs >= SILENT_MS) {
      log.info({ identity, silentMs }, 'a desk is silent')
      deps.onSilent(identity)
      return { ...watch, told: 'silent' }
    }
    if (watch.told === 'silent' && silentMs >= LOST_MS) {
      log.info({ identity, silentMs }, 'a desk is lost')
      deps.onLost(identity)
      return { ...watch, told: 'lost' }
    }
    return watch
  }

  function hear(identity: string): void {
    const watch = watches.get(identity)
    if (watch === undefined) return
    if (watch.told !== 'nothing') log.info({ identity }, 'a silent desk is heard again')
    const heard = { ...watch, heardAt: clock.now(), told: 'nothing' } as const
    watches = new Map(watches).set(identity, heard)
  }

  return {
    onConnected(identity, givesSigns) {
      if (givesSigns) older.delete(identity)
      else older.add(identity)
    },
    hear,
    start() {
      lookedAt = clock.now()
      wallThen = clock.wall()
      startOver(lookedAt)
      look()
    },
    close: () => cancel?.(),
  }
}

function begin(now: number, trustFrom: number): Watch {
  return { from: Math.max(now, trustFrom), heardAt: null, deafSince: null, told: 'nothing' }
}

/** At least half of the other desks were heard just now. */
function hearsOthers(watches: ReadonlyMap<string, Watch>, identity: string, now: number): boolean {
  const others = [...watches].filter(([other]) => other !== identity)
  const heard = others.filter(
    ([, { heardAt }]) => heardAt !== null && now - heardAt <= HEARD_WITHIN_MS,
  )
  return heard.length * 2 >= others.length
}
