import { expectValue } from '../stage/ask-twilio.ts'
import { callStatus, conferenceEvent } from '../stage/event-log.ts'
import { defineExperiment, verdictOf } from '../experiment.ts'
import type { Finding } from '../experiment.ts'

export interface TwoAnswers {
  readonly joined: number
  /** Between the two reports of an answer. */
  readonly apartMs: number | null
}

const labels = ['first', 'second'] as const

export function judgeTwoAnswers({ joined, apartMs }: TwoAnswers): Finding {
  const saw = `${joined} of 2 came in, answered ${apartMs === null ? 'not both' : `${Math.round(apartMs)} ms apart`}`
  // A second answer that comes much later says nothing about two at once.
  if (apartMs === null || apartMs > 500) return { verdict: 'unclear', saw }
  return { verdict: verdictOf(joined === labels.length), saw }
}

export const twoAnswers = defineExperiment<TwoAnswers>({
  id: 'E17',
  question: 'Do two desks that answer at once both come in, so that the server can choose?',
  needs: { calls: 3, seconds: 30 },
  ifNot:
    'Twilio chooses. Cordboard then has to take the one that came in, whichever answer it heard of first.',
  async observe(stage) {
    const { conference } = await stage.bringCustomer()
    const { events } = stage.server
    const answers: number[] = []
    let joined = 0
    const legs = []
    for (const label of labels) {
      const rung = await stage.ring('one-of-two', conference, { label })
      legs.push(expectValue(rung, 'an agent was not rung'))
    }
    for (const [at, label] of labels.entries()) {
      const leg = legs[at]
      if (leg === undefined) continue
      const answered = await events.find(callStatus(leg.callSid, 'in-progress'), 12_000)
      if (answered !== null) answers.push(answered.atMs)
      const event = await events.find(conferenceEvent('participant-join', conference, label), 3000)
      if (event !== null) joined += 1
    }
    const [first, second] = answers
    const apartMs = first === undefined || second === undefined ? null : Math.abs(second - first)
    return { joined, apartMs }
  },
  judge: judgeTwoAnswers,
})
