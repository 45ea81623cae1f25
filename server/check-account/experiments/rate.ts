import { answerInWords } from '../stage/ask-twilio.ts'
import { callStatus } from '../stage/event-log.ts'
import { defineExperiment, verdictOf } from '../experiment.ts'
import type { Finding } from '../experiment.ts'

export interface Rate {
  readonly answers: readonly string[]
  readonly queueTimesMs: readonly (number | null)[]
  /** When each began, ms after the first request, in order. */
  readonly initiatedMs: readonly number[]
}

const RINGS = 5
/** One a second, and what a callback takes. */
const LONGEST_MS = RINGS * 1000 + 1000

export function judgeRate({ answers, queueTimesMs, initiatedMs }: Rate): Finding {
  const saw = [
    `answers ${answers.join(', ')}`,
    `queue_time ${queueTimesMs.map((ms) => ms ?? 'not given').join(', ')}`,
    `begun after ${initiatedMs.map((ms) => `${Math.round(ms)} ms`).join(', ')}`,
  ].join('; ')
  const all = answers.every((each) => each === 'accepted') && initiatedMs.length === RINGS
  return { verdict: verdictOf(all && Math.max(...initiatedMs) <= LONGEST_MS), saw }
}

export const rate = defineExperiment<Rate>({
  id: 'E13',
  question: `Are ${RINGS} rings at once all taken, and begun one a second or faster?`,
  needs: { calls: RINGS, seconds: 20 },
  ifNot:
    'A group rings slower than the limits page says, or some desks of it do not ring. Ask Twilio for more calls a second.',
  async observe(stage) {
    const conference = stage.nameConference()
    const beganMs = stage.clock.now()
    const rung = await Promise.all(
      Array.from({ length: RINGS }, (_, at) =>
        stage.ring('slow-agent', conference, { hurry: true, label: `agent-${at}` }),
      ),
    )
    const legs = rung.flatMap((asked) => (asked.ok ? [asked.value] : []))
    const initiated = await Promise.all(
      legs.map(({ callSid }) =>
        stage.server.events.find(
          callStatus(callSid, 'initiated', 'ringing', 'in-progress'),
          LONGEST_MS * 2,
        ),
      ),
    )
    return {
      answers: rung.map(answerInWords),
      queueTimesMs: legs.map(({ queueTimeMs }) => queueTimeMs),
      initiatedMs: initiated
        .flatMap((event) => (event === null ? [] : [event.atMs - beganMs]))
        .toSorted((one, two) => one - two),
    }
  },
  judge: judgeRate,
})
