// `npm run bench [-- answers commands sandbox desktop --latency 0,75,150 --json]`: figures beside the bare thing in the same run. The two take
// turns or run at once, so that whatever else the machine does burdens both.
import { availableParallelism, cpus, loadavg } from 'node:os'
import { parseArgs } from 'node:util'
import { measureAnswers } from './answer.ts'
import { measureCommands } from './commands.ts'
import { table, type Figure } from './figures.ts'
import { measureDesktop } from './desktop/desktop.ts'
import { measureSandbox } from './sandbox/sandbox.ts'
import { openStage } from './stage.ts'

const { named, json, latencies } = readArguments()
const rounds = Number(process.env['BENCH_ROUNDS'] ?? 20)

/** Each table as soon as it is measured: a run may last an hour. */
const parts: Readonly<Record<string, () => AsyncIterable<Figure[]>>> = {
  async *answers() {
    await using stage = await openStage()
    for (const latencyMs of latencies) yield await measureAnswers(stage, rounds, latencyMs)
  },
  async *commands() {
    await using stage = await openStage()
    yield await measureCommands(stage, rounds)
  },
  async *sandbox() {
    yield await measureSandbox()
  },
  async *desktop() {
    yield await measureDesktop()
  },
}

/** What the figures cannot say of themselves. */
const notes: Readonly<Record<string, string>> = {
  sandbox: 'Telephones of the simulated network alone: no call here has WebRTC in it.',
  desktop: 'Memory is PSS over all processes; a cold start counts from the birth of the process.',
}

const unknown = named.filter((name) => !(name in parts))
if (unknown.length > 0) {
  refuse(`No such part: ${unknown.join(', ')}. There are: ${Object.keys(parts).join(', ')}.`)
}

if (!json) console.log(machine())
for (const [name, measure] of Object.entries(parts)) {
  if (named.length > 0 && !named.includes(name)) continue
  if (!json && notes[name]) console.log(`\n${notes[name]}`)
  for await (const rows of measure()) {
    console.log(json ? rows.map((row) => JSON.stringify(row)).join('\n') : `\n${table(rows)}`)
  }
}

function readArguments() {
  const options = {
    json: { type: 'boolean', default: false },
    latency: { type: 'string', default: '0' },
  } as const
  const { values, positionals } = parseArgs({ options, allowPositionals: true })
  if (!/^\d{1,4}(,\d{1,4})*$/u.test(values.latency)) {
    refuse('--latency takes milliseconds with commas in between, such as 0,75,150.')
  }
  return { named: positionals, json: values.json, latencies: values.latency.split(',').map(Number) }
}

function refuse(reason: string): never {
  console.error(reason)
  process.exit(2)
}

/** A figure means little without what it was measured on, and how busy that was. */
function machine(): string {
  const load = loadavg().map((average) => average.toFixed(2))
  const model = cpus()[0]?.model.trim() ?? 'unknown'
  return `${availableParallelism()} × ${model}, Node ${process.versions.node}, load ${load.join(' ')}`
}
