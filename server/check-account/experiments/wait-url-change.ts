import { delayUntil } from '../sound/timeline.ts'
import { answerInWords, askTwilio } from '../stage/ask-twilio.ts'
import type { Asked } from '../stage/ask-twilio.ts'
import { publishLoop, publishTone, publishTwiml } from '../stage/sounds.ts'
import { defineExperiment, msInWords, verdictOf } from '../experiment.ts'
import type { Finding } from '../experiment.ts'
import { sidOf } from './steps.ts'

export interface WaitUrlChange {
  readonly asked: Asked<unknown>
  /** From the request until the new document is heard. */
  readonly heardAfterMs: number | null
}

const FILE_SECONDS = 8
const AT_ONCE_MS = 2000

export function judgeWaitUrlChange({ asked, heardAfterMs }: WaitUrlChange): Finding {
  return {
    verdict: verdictOf(heardAfterMs !== null && heardAfterMs <= AT_ONCE_MS),
    saw: `${answerInWords(asked)}; heard after: ${msInWords(heardAfterMs)} (the file has ${FILE_SECONDS} s)`,
  }
}

export const waitUrlChange = defineExperiment<WaitUrlChange>({
  id: 'E11',
  question: "Is a waiting participant's new WaitUrl heard at once?",
  needs: { calls: 1, seconds: 35 },
  ifNot:
    'Waiting callers are told things only by the document by which they wait: Cordboard moves them into the next Conference to say something.',
  async observe(stage) {
    const tone = publishTone(stage.server, 'music', FILE_SECONDS)
    const long = publishTwiml(stage.server, (response) => response.play({ loop: 0 }, tone.url))
    const changed = publishLoop(stage.server, 'announcement')
    const customer = await stage.bringCustomer({ waitUrl: long.url })
    const recording = await stage.recordings.begin(customer.callSid)
    const askedAt = stage.clock.now() - recording.beganAtMs
    const participant = stage.client.conferences(sidOf(customer)).participants(customer.callSid)
    const asked = await askTwilio(() =>
      participant.update({ waitUrl: changed.url, waitMethod: 'GET' }),
    )
    await stage.pause((FILE_SECONDS + 4) * 1000)
    const timeline = await stage.recordings.hear(recording)
    return { asked, heardAfterMs: delayUntil(timeline, 'announcement', askedAt) }
  },
  judge: judgeWaitUrlChange,
})
