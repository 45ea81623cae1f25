import { createChance } from '../../server/sandbox/chance.ts'
import { AgentRobot } from './agent-robot.ts'
import { createCallers } from './callers.ts'
import type { Callers } from './callers.ts'
import { createFaults } from './faults.ts'
import type { Faults } from './faults.ts'
import { createLedger } from './ledger.ts'
import type { Ledger } from './ledger.ts'
import { pause } from './pause.ts'
import type { Stage } from './stage.ts'
import { whatIsLeft } from './what-is-left.ts'

export interface StormOptions {
  readonly seed: number
  readonly conversations: number
  readonly agents: readonly string[]
  say(what: string): void
}

export interface Aftermath {
  /** Callers who were cut off. */
  readonly problems: readonly string[]
  /** What should be over and is not. */
  readonly left: readonly string[]
  /** What went wrong, in order. */
  readonly faults: readonly string[]
}

const OUTBOUND_SHARE = 0.15
const LOOK_MS = 150
/** From one fault to the next, at least and at most. */
const LEAST_CALM_MS = 300
const MOST_CALM_MS = 1300
/** Once nothing more goes wrong: time is made to pass when nothing has changed for this long. */
const STUCK_MS = 5000
const SKIP_MS = 60_000
export const SETTLE_MS = 90_000

/** Callers and agents talk while faults strike; then all is well again, and what is still there is told. */
export async function runStorm(stage: Stage, options: StormOptions): Promise<Aftermath> {
  const { seed, conversations, agents, say } = options
  const ledger = createLedger()
  const faults = createFaults(stage, createChance(seed + 1))
  const callers = createCallers(stage, ledger, createChance(seed + 2))
  const robots = agents.map(
    (name, index) => new AgentRobot(stage, ledger, createChance(seed + 3 + index), name),
  )
  try {
    for (const robot of robots) await robot.begin()
    const outbound = Math.round(conversations * OUTBOUND_SHARE)
    for (let made = 0; made < outbound; made += 1) robots[made % robots.length]?.dialAgain()

    const began = performance.now()
    await storm(callers, ledger, faults, {
      seed,
      conversations: conversations - outbound,
      atOnce: 2 * agents.length,
    })
    await faults.stop()
    const stormed = performance.now()
    const left = await settle(stage, callers, say, () => whatIsLeft(stage, ledger, robots))
    say(`${faults.done.length} faults in ${seconds(stormed - began)}`)
    say(`settled in ${seconds(performance.now() - stormed)}`)
    return { problems: ledger.problems, left, faults: faults.done }
  } finally {
    callers.close()
    for (const robot of robots) await robot.close()
  }
}

async function storm(
  callers: Callers,
  ledger: Ledger,
  faults: Faults,
  { seed, conversations, atOnce }: { seed: number; conversations: number; atOnce: number },
): Promise<void> {
  const calm = createChance(seed)
  let strikeAt = 0
  let left = conversations
  while (left > 0) {
    const room = Math.min(left, atOnce - ledger.open().length, 4)
    for (let dialled = 0; dialled < room; dialled += 1) await callers.dial()
    left -= Math.max(0, room)
    if (performance.now() > strikeAt) {
      await faults.strike()
      strikeAt = performance.now() + LEAST_CALM_MS + calm.next() * (MOST_CALM_MS - LEAST_CALM_MS)
    }
    await callers.look()
    await pause(LOOK_MS)
  }
}

/** Waits until nothing is left. Where only time helps, the server's and Twilio's timers fall due at once. */
async function settle(
  stage: Stage,
  { look }: Callers,
  say: StormOptions['say'],
  read: () => Promise<string[]>,
): Promise<string[]> {
  const deadline = performance.now() + SETTLE_MS
  let left = await read()
  let changedAt = performance.now()
  while (left.length > 0 && performance.now() < deadline) {
    await look()
    await pause(LOOK_MS)
    const now = await read()
    if (now.join() !== left.join()) changedAt = performance.now()
    left = now
    if (performance.now() - changedAt < STUCK_MS) continue
    changedAt = performance.now()
    say(`${seconds(SKIP_MS)} are made to pass; left: ${left.length}, such as ${left[0] ?? ''}`)
    stage.order({ kind: 'skip', ms: SKIP_MS })
    await stage.control('POST', '/time', { advanceMs: SKIP_MS })
  }
  return left
}

function seconds(ms: number): string {
  return `${Math.round(ms / 1000)} s`
}
