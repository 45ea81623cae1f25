import { delayUntil, heardFor } from '../sound/timeline.ts'
import { askTwilio, expectValue } from '../stage/ask-twilio.ts'
import { publishTone } from '../stage/sounds.ts'
import { defineExperiment, msInWords, verdictOf } from '../experiment.ts'
import type { Finding } from '../experiment.ts'
import { beginTalk, sidOf } from './steps.ts'

export interface UnHold {
  /** From the request to the agent's voice. */
  readonly voiceAfterMs: number | null
  /** Of music in eight seconds on hold, from a file of three. */
  readonly musicSeconds: number
}

const HELD_MS = 8000
const SLOWEST_MS = 1000

export function judgeUnHold({ voiceAfterMs, musicSeconds }: UnHold): Finding {
  return {
    verdict: verdictOf(voiceAfterMs !== null && voiceAfterMs <= SLOWEST_MS),
    saw: `voice after ${msInWords(voiceAfterMs)}; a file of 3 s plays ${musicSeconds > 4 ? 'again and again' : 'once'} (${musicSeconds.toFixed(1)} s in 8)`,
  }
}

export const unHold = defineExperiment<UnHold>({
  id: 'E12',
  question: `Is the agent heard within ${SLOWEST_MS} ms of the end of a hold?`,
  needs: { calls: 2, seconds: 35 },
  ifNot:
    'Resume, and the end of a consult, have a pause. Nothing else changes. Music on hold always needs a document that loops.',
  async observe(stage) {
    const { customer } = await beginTalk(stage)
    const participant = stage.client.conferences(sidOf(customer)).participants(customer.callSid)
    const holdUrl = publishTone(stage.server, 'music', 3).url
    const recording = await stage.recordings.begin(customer.callSid)
    const held = await askTwilio(() =>
      participant.update({ hold: true, holdUrl, holdMethod: 'GET' }),
    )
    expectValue(held, 'the hold was refused')
    await stage.pause(HELD_MS)
    const askedAt = stage.clock.now() - recording.beganAtMs
    expectValue(
      await askTwilio(() => participant.update({ hold: false })),
      'the end of the hold was refused',
    )
    await stage.pause(2000)
    const timeline = await stage.recordings.hear(recording)
    return {
      voiceAfterMs: delayUntil(timeline, 'agent', askedAt),
      musicSeconds: heardFor(timeline, 'music', [0, askedAt]) / 1000,
    }
  },
  judge: judgeUnHold,
})
