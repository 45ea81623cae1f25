import { heardFor } from '../sound/timeline.ts'
import { callStatus, conferenceEvent } from '../stage/event-log.ts'
import type { Stage } from '../stage/stage.ts'
import { defineExperiment, verdictOf } from '../experiment.ts'
import type { Finding } from '../experiment.ts'
import { joinAgent } from './steps.ts'

export interface Ring {
  /** The share of the ring, 0 to 1, in which the customer hears music. */
  readonly music: number
  /** Whether the Conference reports its start before the answer. */
  readonly startsEarly: boolean
}

export interface EarlyMedia {
  readonly without: Ring
  readonly withEarlyMedia: Ring
}

async function listen(stage: Stage, earlyMedia: boolean): Promise<Ring> {
  const customer = await stage.bringCustomer()
  await stage.pause(1000)
  const recording = await stage.recordings.begin(customer.callSid)
  const agent = await joinAgent(stage, customer, { party: 'slow-agent', earlyMedia })
  const { events } = stage.server
  const answered = await events.find(callStatus(agent.callSid, 'in-progress'), 2000)
  const started = await events.find(conferenceEvent('conference-start', customer.conference), 2000)
  const timeline = await stage.recordings.hear(recording)
  await stage.clear()
  // What is heard just before the answer may be the start already.
  const ringMs = (answered?.atMs ?? stage.clock.now()) - recording.beganAtMs - 500
  return {
    music: heardFor(timeline, 'music', [0, ringMs]) / ringMs,
    startsEarly: started !== null && answered !== null && started.atMs < answered.atMs - 500,
  }
}

const inWords = ({ music, startsEarly }: Ring) =>
  `music for ${Math.round(music * 100)} % of the ring, started ${startsEarly ? 'before' : 'not before'} the answer`

export function judgeEarlyMedia({ without, withEarlyMedia }: EarlyMedia): Finding {
  return {
    verdict: verdictOf(without.music >= 0.9 && !without.startsEarly),
    saw: `EarlyMedia=false: ${inWords(without)}; true: ${inWords(withEarlyMedia)}`,
  }
}

export const earlyMedia = defineExperiment<EarlyMedia>({
  id: 'E9',
  question:
    'Does the caller hear music, and nothing else, while a desk rings with EarlyMedia=false?',
  needs: { calls: 2, seconds: 45 },
  ifNot:
    'Callers hear the ring of each desk, or silence. Nothing is lost: only the leg counts as answered.',
  observe: async (stage) => ({
    without: await listen(stage, false),
    withEarlyMedia: await listen(stage, true),
  }),
  judge: judgeEarlyMedia,
})
