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
  /** What the old Conference reports by itself, in order. */
  readonly reports: readonly string[]
  /** Whether one recording has the agent and the music after. */
  readonly recordingGoesOn: boolean
}

const LONGEST_MS = 2000

export function judgeWaitAgain({ musicAfterMs, reports, recordingGoesOn }: WaitAgain): Finding {
  const saw = [
    `music after ${msInWords(musicAfterMs)}`,
    `the old Conference reports ${reports.length === 0 ? 'nothing' : reports.join(', then ')}`,
    `the recording ${recordingGoesOn ? 'goes on' : 'does not go on'}`,
  ].join('; ')
  const holds = recordingGoesOn && musicAfterMs !== null && musicAfterMs <= LONGEST_MS
  return { verdict: verdictOf(holds), saw }
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
    await stage.pause(6000)
    const { events } = stage.server
    const left = conferenceEvent('participant-leave', customer.conference, 'customer')
    const ended = conferenceEvent('conference-end', customer.conference)
    const reports = events.all((fields) => left(fields) || ended(fields))
    const timeline = await stage.recordings.hear(recording)
    const musicAfterMs = delayUntil(timeline, 'music', movedAt)
    return {
      musicAfterMs,
      reports: reports.map(({ fields }) => fields['StatusCallbackEvent'] ?? ''),
      recordingGoesOn: firstHeard(timeline, 'agent') !== null && musicAfterMs !== null,
    }
  },
  judge: judgeWaitAgain,
})
