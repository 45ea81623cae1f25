import { firstHeard, heardFor, inWords } from '../sound/timeline.ts'
import { askTwilio } from '../stage/ask-twilio.ts'
import { conferenceEvent } from '../stage/event-log.ts'
import type { Published } from '../stage/public-server.ts'
import { publishTone, publishTwiml } from '../stage/sounds.ts'
import type { Stage } from '../stage/stage.ts'
import { defineExperiment, verdictOf } from '../experiment.ts'
import type { Finding } from '../experiment.ts'

/** In the second Conference after some seconds, still in the first one, or without a call. */
type Place =
  | { readonly kind: 'second'; readonly afterSeconds: number }
  | { readonly kind: 'first' | 'lost' }

export interface WaitUrl {
  /** What is heard in ten seconds of a file of three. */
  readonly file: string
  /** Of a document that plays a file without end, whose host is gone after the first fetch: seconds of music in ten. */
  readonly loopSeconds: number
  readonly loopFetches: number
  /** Where the customer is when the wait URL cannot be had. */
  readonly notFound: Place
  readonly hanging: Place
}

const LISTEN_MS = 10_000
const HANGS_MS = 20_000
const NEXT_MS = 25_000

async function listen(stage: Stage, waitUrl: string) {
  const customer = await stage.bringCustomer({ waitUrl })
  const recording = await stage.recordings.begin(customer.callSid)
  await stage.pause(LISTEN_MS)
  const timeline = await stage.recordings.hear(recording)
  await stage.clear()
  return timeline
}

/** The same tone of three seconds, until somebody has fetched it. */
function publishOnce(stage: Stage): Published {
  const tone = publishTone(stage.server, 'music', 3)
  const once = stage.server.publish(async () => {
    if (once.fetchedAtMs.length > 1) return { status: 503, type: 'text/plain', body: '' }
    const reply = await fetch(tone.url)
    return { type: 'audio/wav', body: Buffer.from(await reply.arrayBuffer()) }
  })
  return once
}

async function findPlace(stage: Stage, waitUrl: string): Promise<Place> {
  const beganMs = stage.clock.now()
  const { callSid, nextConference } = await stage.bringCustomer({ waitUrl, joinsWithinMs: 0 })
  const joined = conferenceEvent('participant-join', nextConference)
  const event = await stage.server.events.find(joined, NEXT_MS)
  if (event !== null) {
    await stage.clear()
    return { kind: 'second', afterSeconds: (event.atMs - beganMs) / 1000 }
  }
  const call = await askTwilio(() => stage.client.calls(callSid).fetch())
  await stage.clear()
  return { kind: call.ok && call.value.status === 'in-progress' ? 'first' : 'lost' }
}

const PLACES = { first: 'the customer stays in the first Conference', lost: 'the customer is lost' }

const inPlace = (place: Place) =>
  place.kind === 'second'
    ? `the customer is in the second Conference after ${place.afterSeconds.toFixed(1)} s`
    : PLACES[place.kind]

export function judgeWaitUrl(seen: WaitUrl): Finding {
  const { file, loopSeconds, loopFetches, notFound, hanging } = seen
  const saw = [
    `a file: ${file}`,
    `loop="0" without its host: ${loopSeconds.toFixed(1)} s of music in 10, ${loopFetches} fetches`,
    `404: ${inPlace(notFound)}`,
    `no answer: ${inPlace(hanging)}`,
  ].join('; ')
  const holds = loopSeconds >= 8 && notFound.kind !== 'lost' && hanging.kind !== 'lost'
  return { verdict: verdictOf(holds), saw }
}

export const waitUrl = defineExperiment<WaitUrl>({
  id: 'E5',
  question: 'Does music go on without its host, and is no caller lost when the wait URL fails?',
  needs: { calls: 1, seconds: 90 },
  ifNot:
    "Use Twilio's own music (no wait URL), or only a host that never fails. A queue's music setting is then a risk for each caller.",
  async observe(stage) {
    const file = await listen(stage, publishTone(stage.server, 'music', 3).url)
    const once = publishOnce(stage)
    const loop = publishTwiml(stage.server, (response) => response.play({ loop: 0 }, once.url))
    const looped = await listen(stage, loop.url)
    const begins = firstHeard(looped, 'music') ?? 0
    const missing = stage.server.publish(() => ({ status: 404, type: 'text/plain', body: '' }))
    const silent = stage.server.publish(async () => {
      await stage.pause(HANGS_MS)
      return { type: 'text/plain', body: '' }
    })
    return {
      file: inWords(file),
      loopSeconds: heardFor(looped, 'music', [begins, LISTEN_MS]) / 1000,
      loopFetches: once.fetchedAtMs.length,
      notFound: await findPlace(stage, missing.url),
      hanging: await findPlace(stage, silent.url),
    }
  },
  judge: judgeWaitUrl,
})
