import { askTwilio, expectValue } from '../stage/ask-twilio.ts'
import { conferenceEvent } from '../stage/event-log.ts'
import { defineExperiment, msInWords, verdictOf } from '../experiment.ts'
import type { Finding } from '../experiment.ts'
import { beginTalk, sidOf } from './steps.ts'

export interface SecondDial {
  /** From the request that ends the Conference until the customer is in the next one. */
  readonly nextAfterMs: number | null
}

export function judgeSecondDial({ nextAfterMs }: SecondDial): Finding {
  return {
    verdict: verdictOf(nextAfterMs !== null),
    saw: `the customer is in the second Conference after: ${msInWords(nextAfterMs)}`,
  }
}

export const secondDial = defineExperiment<SecondDial>({
  id: 'E8',
  question: 'Does a customer whose Conference is ended go on to the second one of their document?',
  needs: { calls: 2, seconds: 25 },
  ifNot:
    'The second Conference is no net: a Conference that ends without a command ends the call. Cordboard ends the call first anyway.',
  async observe(stage) {
    const { customer } = await beginTalk(stage)
    const asked = stage.clock.now()
    const ended = await askTwilio(() =>
      stage.client.conferences(sidOf(customer)).update({ status: 'completed' }),
    )
    expectValue(ended, 'the Conference was not ended')
    const joined = conferenceEvent('participant-join', customer.nextConference)
    const event = await stage.server.events.find(joined, 8000)
    return { nextAfterMs: event === null ? null : event.atMs - asked }
  },
  judge: judgeSecondDial,
})
