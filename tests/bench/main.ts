// `npm run bench [-- answers commands sandbox desktop --json]`: figures beside the bare thing in the same run. The two take
// turns or run at once, so that whatever else the machine does burdens both.
import { availableParallelism, cpus, loadavg } from 'node:os'
import { measureAnswers } from './answer.ts'
import { measureCommands } from './commands.ts'
import { table, type Figure } from './figures.ts'
import { measureDesktop } from './desktop/desktop.ts'
import { measureSandbox } from './sandbox/sandbox.ts'
import { openStage, type Stage } from './stage.ts'

const rounds = Number(process.env['BENCH_ROUNDS'] ?? 20)

const parts: Readonly<Record<string, () => Promise<Figure[]>>> = {
  answers: () => onStage(measureAnswers),
  commands: () => onStage(measureCommands),
  sandbox: measureSandbox,
  desktop: measureDesktop,
}

/** What the figures cannot say of themselves. */
const notes: Readonly<Record<string, string>> = {
  sandbox: 'Telephones of the simulated network alone: no call here has WebRTC in it.',
  desktop: 'Memory is PSS over all processes; a cold start counts from the birth of the process.',
}

const words = process.argv.slice(2)
const json = words.includes('--json')
const named = words.filter((word) => word !== '--json')
const unknown = named.filter((name) => !(name in parts))
if (unknown.length > 0) {
  console.error(`No such part: ${unknown.join(', ')}. There are: ${Object.keys(parts).join(', ')}.`)
  process.exit(2)
}

if (!json) console.log(machine())
for (const [name, measure] of Object.entries(parts)) {
  if (named.length > 0 && !named.includes(name)) continue
  if (!json && notes[name]) console.log(`\n${notes[name]}`)
  const rows = await measure()
  console.log(json ? rows.map((row) => JSON.stringify(row)).join('\n') : `\n${table(rows)}`)
}

async function onStage(
  measure: (stage: Stage, rounds: number) => Promise<Figure[]>,
): Promise<Figure[]> {
  const stage = await openStage()
  try {
    return await measure(stage, rounds)
  } finally {
    await stage.close()
  }
}

/** A figure means little without what it was measured on, and how busy that was. */
function machine(): string {
  const load = loadavg().map((average) => average.toFixed(2))
  const model = cpus()[0]?.model.trim() ?? 'unknown'
  return `${availableParallelism()} × ${model}, Node ${process.versions.node}, load ${load.join(' ')}`
}
