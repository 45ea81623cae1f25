import { setTimeout } from 'node:timers/promises'
import { figure, percentile, type Figure } from '../figures.ts'
import { cpuSeconds, memoryMb } from '../process-cost.ts'
import { startProgram, type Program } from '../program.ts'
import { startApplication, type Application } from './application.ts'
import { ask, eachOf } from './json-client.ts'
import { probeLatency } from './latency-probe.ts'
import type { Load } from './loads.ts'
import { SandboxUnderLoad } from './sandbox-under-load.ts'

/** The first calls warm caches and compilers, and are not counted among those set up. */
const WARM_UP = 4
const FRAME_MS = 20

interface Sides {
  readonly application: Application
  readonly sandbox: SandboxUnderLoad
  readonly bare: Program<{ readonly baseUrl: string }>
}

/** So many calls at once in a sandbox of their own, beside the bare program. */
export async function measureLoad(load: Load, count: number, seconds: number): Promise<Figure[]> {
  const opened = new AsyncDisposableStack()
  try {
    const application = await startApplication()
    opened.defer(() => application.close())
    const sandbox = await SandboxUnderLoad.start(application)
    opened.defer(() => sandbox.close())
    const bare = await startProgram<{ readonly baseUrl: string }>(
      'tests/bench/sandbox/bare-side.ts',
    )
    opened.defer(() => bare.close())
    return await measure({ application, sandbox, bare }, load, count, seconds)
  } finally {
    await opened.disposeAsync()
  }
}

async function measure(
  sides: Sides,
  load: Load,
  count: number,
  seconds: number,
): Promise<Figure[]> {
  const { sandbox, bare } = sides
  const rate = await setUp(sides, load, count)
  await ask(`${bare.line.baseUrl}/mix`, { groups: count, parties: load.parties })
  const steady = await talk(sides, seconds)
  const lost = await sandbox.endAndListen(steady.window)
  const mean = lost.reduce((sum, share) => sum + share, 0) / lost.length
  const name = (what: string) => `${count} × ${load.name}: ${what}`
  const perCall = (cpu: number) => (cpu * 1000) / seconds / count
  return [
    figure(name('set up'), '/s', rate.product, rate.bare),
    figure(
      name('CPU, share of one core'),
      '%',
      percent(steady.cpu.product),
      percent(steady.cpu.bare),
      1,
    ),
    figure(name('CPU a call'), 'ms/s', perCall(steady.cpu.product), perCall(steady.cpu.bare), 2),
    figure(name('memory a call, first second'), 'kB', (rate.memoryMb * 1024) / count),
    figure(name('memory a call, each second'), 'kB', (steady.grownMb * 1024) / count / seconds),
    figure(name('lost frames, all'), '%', mean * 100, steady.bareLost * 100, 2),
    figure(name('lost frames, worst telephone'), '%', Math.max(...lost) * 100, null, 2),
    figure(name('REST p50'), 'ms', ...p(steady.took, 0.5), 1),
    figure(name('REST p99'), 'ms', ...p(steady.took, 0.99), 1),
  ]

  function percent(cpu: number): number {
    return (cpu / seconds) * 100
  }
}

function p(took: Awaited<ReturnType<typeof probeLatency>>, share: number): [number, number] {
  return [percentile(took.product, share), percentile(took.bare, share)]
}

/** Calls a second from the first dial until all talk, beside the same HTTP traffic alone. */
async function setUp({ application, sandbox, bare }: Sides, load: Load, count: number) {
  const first = await sandbox.prepare(load, 0, WARM_UP, application)
  await sandbox.dial(first)
  await application.talking(WARM_UP * load.events)
  const calls = await sandbox.prepare(load, WARM_UP, count, application)
  application.forget()
  const before = await memoryMb(sandbox.pid)
  const started = performance.now()
  await sandbox.dial(calls)
  await application.talking(calls.length * load.events)
  const product = (calls.length * 1000) / (performance.now() - started)
  const memory = (await memoryMb(sandbox.pid)) - before
  application.forget()
  const bareStarted = performance.now()
  await eachOf(
    calls.flat().filter(({ dials }) => dials),
    16,
    ({ number }) => {
      const body = new URLSearchParams({ From: number }).toString()
      const urls = [application.voiceUrl, application.eventUrl]
      return ask(`${bare.line.baseUrl}/dial`, { webhooks: urls.map((url) => ({ url, body })) })
    },
  )
  const bareRate = (calls.length * 1000) / (performance.now() - bareStarted)
  return { product, bare: bareRate, memoryMb: memory }
}

/** Everybody talks for so long, while REST is asked. */
async function talk({ sandbox, bare }: Sides, seconds: number) {
  const { calls } = (await sandbox.rest('Calls.json?PageSize=1')) as { calls: { sid: string }[] }
  const [call] = calls
  const [number] = sandbox.description.phoneNumbers
  if (!call || !number) throw new Error('There is no call.')
  const requests = [
    () => sandbox.rest(`Calls/${call.sid}.json`),
    () => sandbox.rest('Calls.json?PageSize=20'),
    () => sandbox.rest('Conferences.json?PageSize=20'),
    () => sandbox.rest(`IncomingPhoneNumbers/${number.sid}.json`, { FriendlyName: 'Main' }),
  ]
  // The last to come hear everybody by then.
  await setTimeout(1000)
  const cost = async () => ({
    ticks: await sandbox.ticks(),
    at: Date.now(),
    product: await cpuSeconds(sandbox.pid),
    bare: await cpuSeconds(bare.pid),
    memory: await memoryMb(sandbox.pid),
    mixer: (await ask(`${bare.line.baseUrl}/ticks`)) as { ticks: number; at: number },
  })
  const from = await cost()
  const took = await probeLatency(
    { product: requests, bare: [() => ask(`${bare.line.baseUrl}/answer`)] },
    seconds * 1000,
  )
  const to = await cost()
  const due = (to.mixer.at - from.mixer.at) / FRAME_MS
  return {
    window: { from: from.at, to: to.at, ticks: to.ticks - from.ticks },
    took,
    cpu: { product: to.product - from.product, bare: to.bare - from.bare },
    grownMb: to.memory - from.memory,
    bareLost: Math.max(0, 1 - (to.mixer.ticks - from.mixer.ticks) / due),
  }
}
