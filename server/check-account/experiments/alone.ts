import { inWords } from '../sound/timeline.ts'
import { askTwilio } from '../stage/ask-twilio.ts'
import { defineExperiment, verdictOf } from '../experiment.ts'
import type { Finding } from '../experiment.ts'
import { beginTalk, endLeg, sidOf } from './steps.ts'

export interface Alone {
  readonly conferenceStatus: string
  readonly callStatus: string
  readonly heard: string
}

const ALONE_MS = 15_000

export function judgeAlone({ conferenceStatus, callStatus, heard }: Alone): Finding {
  return {
    verdict: verdictOf(conferenceStatus === 'in-progress' && callStatus === 'in-progress'),
    saw: `after ${ALONE_MS / 1000} s the Conference is ${conferenceStatus} and the call ${callStatus}; the customer hears ${heard}`,
  }
}

export const alone = defineExperiment<Alone>({
  id: 'E6',
  question: 'Does the customer stay when the agent, the only other party, leaves?',
  needs: { calls: 2, seconds: 45 },
  ifNot:
    "A lost desk then loses the customer, unless the agent's leg is never the last to leave. The document's second Conference has to catch them.",
  async observe(stage) {
    const { customer, agent } = await beginTalk(stage)
    await endLeg(stage, agent)
    const recording = await stage.recordings.begin(customer.callSid)
    await stage.pause(ALONE_MS)
    const conference = await askTwilio(() => stage.client.conferences(sidOf(customer)).fetch())
    const call = await askTwilio(() => stage.client.calls(customer.callSid).fetch())
    return {
      conferenceStatus: conference.ok ? conference.value.status : 'not shown',
      callStatus: call.ok ? call.value.status : 'not shown',
      heard: inWords(await stage.recordings.hear(recording)),
    }
  },
  judge: judgeAlone,
})
