import { delayUntil, firstHeard } from '../sound/timeline.ts'
import { askTwilio, expectValue } from '../stage/ask-twilio.ts'
import { conferenceEvent } from '../stage/event-log.ts'
import { writeWaitDocument } from '../stage/wait-document.ts'
import { defineExperiment, msInWords, verdictOf } from '../experiment.ts'
import type { Finding } from '../experiment.ts'
import { beginTalk, endLeg } from './steps.ts'

export interface WaitAgain {
  /** From the request to the music. */
  readonly musicAfterMs: number | null
  /** Whether the old Conference reports its end by itself. */
  readonly oldEnds: boolean
  /** Whether one recording has the agent and the music after. */
  readonly recordingGoesOn: boolean
}

const LONGEST_MS = 2000

export function judgeWaitAgain({ musicAfterMs, oldEnds, recordingGoesOn }: WaitAgain): Finding {
  return {
    verdict: verdictOf(recordingGoesOn && musicAfterMs !== null && musicAfterMs <= LONGEST_MS),
    saw: `music after ${msInWords(musicAfterMs)}; the old Conference ${oldEnds ? 'ends' : 'does not end'} by itself; the recording ${recordingGoesOn ? 'goes on' : 'does not go on'}`,
  }
}

export const waitAgain = defineExperiment<WaitAgain>({
  id: 'E7',
  question: `Does a customer who waits again have music within ${LONGEST_MS} ms, and does the recording go on?`,
  needs: { calls: 2, seconds: 30 },
  ifNot:
    'Each transfer to a queue has silence first: a sentence at the beginning of the document covers it. A recording that ends has to be begun again.',
  async observe(stage) {
    const { customer, agent } = await beginTalk(stage)
    const recording = await stage.recordings.begin(customer.callSid)
    await stage.pause(1000)
    await endLeg(stage, agent)
    const { twiml } = writeWaitDocument({
      callId: stage.nameConference(),
      musicUrl: stage.musicUrl,
      eventsUrl: stage.server.eventsUrl,
    })
    const movedAt = stage.clock.now() - recording.beganAtMs
    const moved = await askTwilio(() => stage.client.calls(customer.callSid).update({ twiml }))
    expectValue(moved, 'the customer was not moved')
    const oldEnd = conferenceEvent('conference-end', customer.conference)
    const oldEnds = (await stage.server.events.find(oldEnd, 5000)) !== null
    await stage.pause(4000)
    const timeline = await stage.recordings.hear(recording)
    const musicAfterMs = delayUntil(timeline, 'music', movedAt)
    return {
      musicAfterMs,
      oldEnds,
      recordingGoesOn: firstHeard(timeline, 'agent') !== null && musicAfterMs !== null,
    }
  },
  judge: judgeWaitAgain,
})
