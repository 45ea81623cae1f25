import type { Chance } from '../../server/sandbox/chance.ts'
import { lockDatabase } from './disk-faults.ts'
import type { Stage } from './stage.ts'

export interface Faults {
  /** What was done, in order. */
  readonly done: readonly string[]
  /** One more goes wrong, by chance. */
  strike(): Promise<void>
  /** Nothing goes wrong any more. */
  stop(): Promise<void>
}

const REST_PATHS = [
  '/Participants',
  '/Calls/',
  '/Conferences/',
  '/Reservations/',
  '/Tasks/',
  '/Workers/',
  '/',
]
const STATUSES = [429, 429, 503, 503, 500, 504, 408]
const WEBHOOKS = ['drop', 'delay', 'postpone', 'reorder', 'duplicate', 'duplicate']
/** An answer to a caller's own leg that Twilio never asks for is Twilio's loss; what it tells afterwards is not. */
const MAY_BE_LOST = [
  '/webhooks/voice/conference-status',
  '/webhooks/voice/leg-status',
  '/webhooks/voice/caller-status',
  '/webhooks/taskrouter/events',
  '/webhooks/taskrouter/assignment',
]

/** What goes wrong with Twilio, the network, the disk, the clock and the server itself. */
export function createFaults(stage: Stage, chance: Chance): Faults {
  const done: string[] = []
  const pending = new Set<Promise<void>>()
  const pick = <Value>(from: readonly Value[]) =>
    from[Math.floor(chance.next() * from.length)] as Value
  const between = (least: number, most: number) =>
    Math.round(least + chance.next() * (most - least))
  /** Undoes something later, and at the end at the latest. */
  const later = (ms: number, undo: () => void) => {
    const undone = new Promise<void>((resolve) => {
      setTimeout(() => {
        undo()
        resolve()
      }, ms)
    })
    pending.add(undone)
    void undone.then(() => pending.delete(undone))
  }

  async function rest(): Promise<void> {
    const hangs = chance.next() < 0.15
    const fault = {
      does: hangs ? 'hang' : 'fail',
      path: pick(REST_PATHS),
      afterwards: chance.next() < 0.3,
      times: hangs ? 1 : between(1, 4),
      ...(hangs ? {} : { status: pick(STATUSES) }),
    }
    done.push(`rest ${JSON.stringify(fault)}`)
    await stage.control('POST', '/rest-faults', fault)
  }

  async function webhooks(): Promise<void> {
    const does = pick(WEBHOOKS)
    const path = does === 'drop' ? pick(MAY_BE_LOST) : '/webhooks'
    const fault = { does, path, times: between(1, 6), afterMs: between(100, 3000) }
    done.push(`webhook ${JSON.stringify(fault)}`)
    await stage.control('POST', '/webhook-faults', fault)
  }

  function disk(): void {
    const forMs = between(200, 1500)
    const state = pick(['read-only', 'full', 'locked'] as const)
    done.push(`disk ${state} for ${forMs} ms`)
    if (state === 'locked') {
      later(forMs, lockDatabase(stage.database))
      return
    }
    stage.order({ kind: 'disk', state })
    later(forMs, () => stage.order({ kind: 'disk', state: 'well' }))
  }

  function clock(): void {
    const byMs = between(-86_400_000, 86_400_000)
    done.push(`wall clock ${byMs} ms`)
    stage.order({ kind: 'wall', byMs })
  }

  function sleep(): void {
    const ms = between(5000, 30_000)
    done.push(`the machine sleeps for ${ms} ms`)
    stage.order({ kind: 'skip', ms })
  }

  async function kill(): Promise<void> {
    done.push('killed')
    await Promise.all(pending)
    await stage.killAndReturn()
  }

  return {
    done,
    async strike() {
      const draw = chance.next()
      if (draw < 0.46) await rest()
      else if (draw < 0.78) await webhooks()
      else if (draw < 0.9) disk()
      else if (draw < 0.94) clock()
      else if (draw < 0.96) sleep()
      else await kill()
    },
    async stop() {
      await Promise.all(pending)
      stage.order({ kind: 'disk', state: 'well' })
      await stage.control('DELETE', '/rest-faults')
      await stage.control('DELETE', '/webhook-faults')
    },
  }
}
