import { figures, type Figure } from './figures.ts'
import { callerTone, runCall, type Measured, type Side } from './run-call.ts'
import type { Stage } from './stage.ts'

/** Answer click to voice, and webhook to ring, beside a bare page with the Voice SDK alone. */
export async function measureAnswers(stage: Stage, rounds: number): Promise<Figure[]> {
  const results: Record<Side['name'], Measured[]> = { product: [], bare: [] }
  const caller = await stage.centre.phone({ plays: callerTone })
  for (let round = -1; round < rounds; round += 1) {
    for (const side of stage.sides) {
      const measured = await runCall(stage, side, caller)
      // The first call of each warms caches and compilers, and is not counted.
      if (round >= 0) results[side.name].push(measured)
    }
  }
  const pick = (side: Side['name'], key: keyof Measured) =>
    results[side].map((measured) => measured[key])
  return [
    ...figures('answer to voice', pick('product', 'answerToVoice'), pick('bare', 'answerToVoice')),
    ...figures('webhook to ring', pick('product', 'webhookToRing'), pick('bare', 'webhookToRing')),
  ]
}
