// What the sandbox is measured beside, as a program of its own: the same HTTP traffic and the same sums of audio on the
// same 20 ms clock, without any telephony. Prints one line of JSON and runs until it is told to stop.
import fastify from 'fastify'
import { z } from 'zod'

const FRAME_MS = 20
const FRAME_SAMPLES = 160
/** As the sandbox does: what is later than this is left out, not made up for. */
const LONGEST_CATCH_UP_MS = 5 * FRAME_MS

const mixBody = z.object({ groups: z.number(), parties: z.number() })
const dialBody = z.object({ webhooks: z.array(z.object({ url: z.string(), body: z.string() })) })

/** As many fields as a Call has. */
const answer = Object.fromEntries(
  Array.from({ length: 25 }, (_, i) => [`field_${i}`, 'in-progress']),
)

let groups: Int16Array[][] = []
let ticks = 0
let due = 0
let timer: NodeJS.Timeout | undefined
const total = new Int32Array(FRAME_SAMPLES)
const heard = new Int16Array(FRAME_SAMPLES)

function mix(parties: readonly Int16Array[]): void {
  total.fill(0)
  for (const frame of parties) {
    for (let i = 0; i < FRAME_SAMPLES; i++) total[i] = (total[i] ?? 0) + (frame[i] ?? 0)
  }
  for (const own of parties) {
    for (let i = 0; i < FRAME_SAMPLES; i++) {
      heard[i] = Math.max(-32768, Math.min(32767, (total[i] ?? 0) - (own[i] ?? 0)))
    }
  }
}

function tick(): void {
  const now = performance.now()
  if (now - due > LONGEST_CATCH_UP_MS) due = now
  for (const parties of groups) mix(parties)
  ticks += 1
  due += FRAME_MS
  timer = setTimeout(tick, Math.max(0, due - performance.now()))
}

/** As a call does: its webhooks, one after the other. */
async function dial({ webhooks }: z.infer<typeof dialBody>): Promise<unknown> {
  for (const { url, body } of webhooks) {
    const headers = { 'content-type': 'application/x-www-form-urlencoded' }
    await (await fetch(url, { method: 'POST', headers, body })).text()
  }
  return answer
}

const app = fastify({ forceCloseConnections: true })
app.get('/answer', () => answer)
app.post('/dial', (request) => dial(dialBody.parse(request.body)))
app.post('/mix', (request) => {
  const wish = mixBody.parse(request.body)
  const voice = () => Int16Array.from({ length: FRAME_SAMPLES }, (_, i) => 3000 * Math.sin(i / 3))
  groups = Array.from({ length: wish.groups }, () => Array.from({ length: wish.parties }, voice))
  clearTimeout(timer)
  due = performance.now() + FRAME_MS
  tick()
  return {}
})
app.get('/ticks', () => ({ ticks, at: Date.now() }))

const baseUrl = await app.listen({ port: 0, host: '127.0.0.1' })
console.log(JSON.stringify({ baseUrl }))
process.once('SIGTERM', () => process.exit(0))
process.stdin.once('end', () => process.exit(0)).resume()
