import { askTwilio, expectValue } from '../stage/ask-twilio.ts'
import { conferenceEvent } from '../stage/event-log.ts'
import { defineExperiment } from '../experiment.ts'
import type { Finding } from '../experiment.ts'

export interface StartAlone {
  readonly status: string
  readonly isReported: boolean
}

export function judgeStartAlone({ status, isReported }: StartAlone): Finding {
  const agrees = isReported === (status === 'in-progress')
  return {
    verdict: agrees ? 'holds' : 'does not hold',
    saw: `alone, with startConferenceOnEnter: status ${status}, conference-start ${isReported ? 'came' : 'did not come'}`,
  }
}

export const startAlone = defineExperiment<StartAlone>({
  id: 'E15',
  question: 'Do status and conference-start agree when one starter is alone in a Conference?',
  needs: { calls: 1, seconds: 10 },
  ifNot: 'Nothing: Cordboard takes neither as a proof. The limits page should say what was seen.',
  async observe(stage) {
    const conference = stage.nameConference()
    const { conferenceSid } = expectValue(
      await stage.ring('agent', conference),
      'the agent was not rung',
    )
    const { events } = stage.server
    await events.find(conferenceEvent('participant-join', conference), 15_000)
    const started = await events.find(conferenceEvent('conference-start', conference), 3000)
    const fetched = await askTwilio(() => stage.client.conferences(conferenceSid).fetch())
    return {
      status: expectValue(fetched, 'the Conference is not shown').status,
      isReported: started !== null,
    }
  },
  judge: judgeStartAlone,
})
