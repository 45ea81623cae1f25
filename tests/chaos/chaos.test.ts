import { writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { openStage } from './stage.ts'
import { runStorm, SETTLE_MS } from './storm.ts'

/** `CHAOS_CONVERSATIONS=3000 CHAOS_SEED=7` tries more, and other faults. When a fault meets a call differs each time. */
const CONVERSATIONS = Number(process.env['CHAOS_CONVERSATIONS'] ?? 500)
const SEED = Number(process.env['CHAOS_SEED'] ?? 1)
const AGENTS = Array.from({ length: 14 }, (_, index) => `agent${index + 1}`)
const MOST_MS_PER_CONVERSATION = 1000

test(
  `${CONVERSATIONS} conversations while Twilio, network, disk, clock and server fail by chance`,
  { timeout: 60_000 + SETTLE_MS + CONVERSATIONS * MOST_MS_PER_CONVERSATION },
  async () => {
    say(`CHAOS_SEED=${SEED} tries the same faults again`)
    const stage = await openStage(AGENTS)
    try {
      const options = { seed: SEED, conversations: CONVERSATIONS, agents: AGENTS, say }
      const { problems, left, faults } = await runStorm(stage, options)
      if (problems.length + left.length > 0) {
        const path = join(tmpdir(), `cordboard-chaos-${SEED}.log`)
        const snapshot = JSON.stringify(await stage.control('GET', '/snapshot'), null, 1)
        writeFileSync(path, [...problems, ...left, ...faults, snapshot, stage.log()].join('\n'))
        say(`what went wrong, Twilio's state and the server's log are in ${path}`)
      }
      expect.soft(problems, 'nobody is cut off').toEqual([])
      expect.soft(left, 'nobody and nothing is left').toEqual([])
    } finally {
      await stage.close()
    }
  },
)

function say(what: string): void {
  process.stderr.write(`chaos: ${what}\n`)
}
