import type { Phone } from '../e2e/harness/phones.ts'
import { figures, notPossible, withAim, type Figure } from './figures.ts'
import {
  aloneAvailable,
  openFirstAgent,
  runLost,
  runTransferred,
  type NotPossible,
} from './first-agent.ts'
import { callerTone, runCall, type Measured } from './run-call.ts'
import type { Stage } from './stage.ts'

const KINDS = ['new caller', 'transferred', 'agent lost'] as const
type Kind = (typeof KINDS)[number]
type Run = Measured | NotPossible

/**
 * Answer click to voice, for three kinds of caller, and what makes a desk ring to the ring, beside a bare page with the
 * Voice SDK alone. Requests between server and Twilio arrive `latencyMs` later in each direction.
 */
export async function measureAnswers(
  stage: Stage,
  rounds: number,
  latencyMs: number,
): Promise<Figure[]> {
  stage.delay(latencyMs)
  const bare: Measured[] = []
  const product: Record<Kind, Run[]> = { 'new caller': [], transferred: [], 'agent lost': [] }
  const caller = await stage.centre.phone({ plays: callerTone })
  for (let round = -1; round < rounds; round += 1) {
    const beside = await runCall(stage, stage.sides[1], caller)
    const ours = await runKinds(stage, caller)
    // The first call of each warms caches and compilers, and is not counted.
    if (round < 0) continue
    bare.push(beside)
    for (const kind of KINDS) product[kind].push(ours[kind])
  }
  return figuresOf(product, bare, latencyMs)
}

async function runKinds(stage: Stage, caller: Phone): Promise<Record<Kind, Run>> {
  await aloneAvailable(stage.centre)
  const fresh = await runCall(stage, stage.sides[0], caller)
  const first = await openFirstAgent(stage.centre)
  try {
    const transferred = await runTransferred(stage, first, caller)
    const lost = await runLost(stage, first, caller)
    return { 'new caller': fresh, transferred, 'agent lost': lost }
  } finally {
    await first.close()
  }
}

/** As good as the SDK alone, wherever the server is. */
const VOICE = { of: 'ratio', atMost: 1.1 } as const

const RING_MS = 300

/** Four trips lie between the webhook and the ring: the webhook, the Task, its Reservation, and the Participant. */
const RING_TRIPS = 4

function figuresOf(
  product: Readonly<Record<Kind, readonly Run[]>>,
  bare: readonly Measured[],
  latencyMs: number,
): Figure[] {
  const at = latencyMs === 0 ? '' : ` at ${latencyMs} ms`
  const voice = bare.map(({ answerToVoice }) => answerToVoice)
  const done = (kind: Kind) => product[kind].filter((run) => 'toRing' in run)
  const voiceOf = (kind: Kind) => {
    const name = `answer to voice, ${kind}${at}`
    const measured = done(kind).map(({ answerToVoice }) => answerToVoice)
    const failed = product[kind].filter((run) => 'reason' in run)
    return [
      ...(measured.length > 0 ? withAim(figures(name, measured, voice), VOICE) : []),
      ...failed.slice(0, 1).map(({ reason }) => {
        const times = `${failed.length} of ${product[kind].length}`
        return notPossible(`${name}, ${times}`, reason)
      }),
    ]
  }
  const ringOf = (kind: Kind, from: string, beside: readonly Measured[] | null) => {
    const [ours, theirs] = [done(kind), beside].map((runs) => runs?.map(({ toRing }) => toRing))
    if (!ours?.length) return []
    return figures(`${from} to ring${at}`, ours, theirs ?? null)
  }
  return [
    ...KINDS.flatMap(voiceOf),
    ...withAim(ringOf('new caller', 'webhook', bare), {
      of: 'value',
      atMost: RING_MS + RING_TRIPS * latencyMs,
    }),
    ...ringOf('transferred', 'transfer', null),
    ...ringOf('agent lost', 'loss', null),
  ]
}
