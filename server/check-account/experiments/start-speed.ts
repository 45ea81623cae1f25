import { delayUntil, firstHeard, lastHeard } from '../sound/timeline.ts'
import { callStatus } from '../stage/event-log.ts'
import type { Stage } from '../stage/stage.ts'
import { defineExperiment, msInWords, verdictOf } from '../experiment.ts'
import type { Finding } from '../experiment.ts'
import { joinAgent } from './steps.ts'

type Jitter = 'large' | 'small' | 'off'
const buffers: readonly Jitter[] = ['large', 'small', 'off']

export interface Start {
  /** From the callback about the answer to the agent's voice on the customer's leg. */
  readonly answerToVoiceMs: number | null
  /** From the last music to the voice. */
  readonly gapMs: number | null
}

export type StartSpeed = Readonly<Record<Jitter, Start>>

/** Longer is no gain over a caller who is moved when the agent has answered. */
const SLOWEST_MS = 1000

async function measure(stage: Stage, jitterBufferSize: Jitter): Promise<Start> {
  const customer = await stage.bringCustomer({ jitterBufferSize })
  const recording = await stage.recordings.begin(customer.callSid)
  await stage.pause(2000)
  const agent = await joinAgent(stage, customer, { jitterBufferSize })
  await stage.pause(3000)
  const timeline = await stage.recordings.hear(recording)
  const answered = await stage.server.events.find(callStatus(agent.callSid, 'in-progress'), 2000)
  await stage.clear()
  const voice = firstHeard(timeline, 'agent')
  const music = voice === null ? null : lastHeard(timeline, 'music', voice)
  const answeredAt = answered === null ? null : answered.atMs - recording.beganAtMs
  return {
    answerToVoiceMs: answeredAt === null ? null : delayUntil(timeline, 'agent', answeredAt),
    gapMs: voice === null || music === null ? null : voice - music,
  }
}

export function judgeStartSpeed(seen: StartSpeed): Finding {
  const saw = buffers
    .map((jitter) => {
      const { answerToVoiceMs, gapMs } = seen[jitter]
      return `${jitter}: answer to voice ${msInWords(answerToVoiceMs)}, without sound ${msInWords(gapMs)}`
    })
    .join('; ')
  const { answerToVoiceMs, gapMs } = seen.small
  if (gapMs === null) return { verdict: 'does not hold', saw }
  if (answerToVoiceMs === null) return { verdict: 'unclear', saw }
  return { verdict: verdictOf(Math.max(answerToVoiceMs, gapMs) <= SLOWEST_MS), saw }
}

export const startSpeed = defineExperiment<StartSpeed>({
  id: 'E4',
  question: `Is the agent heard within ${SLOWEST_MS} ms of the answer, with a small jitter buffer?`,
  needs: { calls: 2, seconds: 60 },
  ifNot:
    "Twilio's own start takes what the design saves. A caller who waits in <Enqueue> and is moved when the desk begins to ring is then no slower.",
  observe: async (stage) => ({
    large: await measure(stage, 'large'),
    small: await measure(stage, 'small'),
    off: await measure(stage, 'off'),
  }),
  judge: judgeStartSpeed,
})
