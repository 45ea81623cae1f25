// `npm run bench [-- answers commands --json]`: speeds beside the bare thing in the same run. The two take turns, so
// that whatever else the machine does burdens both.
import { measureAnswers } from './answer.ts'
import { measureCommands } from './commands.ts'
import { table, type Figure } from './figures.ts'
import { openStage, type Stage } from './stage.ts'

const parts: Readonly<Record<string, (stage: Stage, rounds: number) => Promise<Figure[]>>> = {
  answers: measureAnswers,
  commands: measureCommands,
}

const rounds = Number(process.env['BENCH_ROUNDS'] ?? 20)
const words = process.argv.slice(2)
const json = words.includes('--json')
const named = words.filter((word) => word !== '--json')
const unknown = named.filter((name) => !(name in parts))
if (unknown.length > 0) {
  console.error(`No such part: ${unknown.join(', ')}. There are: ${Object.keys(parts).join(', ')}.`)
  process.exit(2)
}

const stage = await openStage()
try {
  const rows: Figure[] = []
  for (const [name, measure] of Object.entries(parts)) {
    if (named.length === 0 || named.includes(name)) rows.push(...(await measure(stage, rounds)))
  }
  console.log(json ? rows.map((row) => JSON.stringify(row)).join('\n') : table(rows))
} finally {
  await stage.close()
}
