// `npm run bench`: answer click to voice, and webhook to ring, beside a bare page with the Voice SDK alone.
// The two take turns in one run, so that whatever else the machine does burdens both.
import { callerTone, runCall, type Measured, type Side } from './run-call.ts'
import { figures, table } from './figures.ts'
import { openStage } from './stage.ts'

const rounds = Number(process.env['BENCH_ROUNDS'] ?? 20)
const json = process.argv.includes('--json')

const stage = await openStage()
try {
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
  const rows = [
    ...figures('answer to voice', pick('product', 'answerToVoice'), pick('bare', 'answerToVoice')),
    ...figures('webhook to ring', pick('product', 'webhookToRing'), pick('bare', 'webhookToRing')),
  ]
  console.log(json ? rows.map((row) => JSON.stringify(row)).join('\n') : table(rows))
} finally {
  await stage.close()
}
