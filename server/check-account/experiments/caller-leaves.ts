import { SLOW_RING_SECONDS } from '../stage/apps.ts'
import { askTwilio, expectValue } from '../stage/ask-twilio.ts'
import { conferenceEvent } from '../stage/event-log.ts'
import { defineExperiment, verdictOf } from '../experiment.ts'
import type { Finding } from '../experiment.ts'
import { endLeg, sidOf } from './steps.ts'

export interface CallerLeaves {
  /** Of the Conference, a moment after the caller has gone. */
  readonly conferenceStatus: string
  /** Of the leg that rings, at that moment. */
  readonly legStatus: string
  /** Where the leg came in when it was answered; null when nobody says that it came in. */
  readonly answeredIn: 'the same Conference' | 'another Conference' | null
  readonly legEnds: boolean
}

export function judgeCallerLeaves(seen: CallerLeaves): Finding {
  const { conferenceStatus, legStatus, answeredIn, legEnds } = seen
  const saw = [
    `the Conference is ${conferenceStatus}, the ring ${legStatus}`,
    answeredIn === null ? 'nobody came in' : `the agent came into ${answeredIn}, alone`,
    legEnds ? 'the leg can be ended' : 'the leg does not end',
  ].join('; ')
  return { verdict: verdictOf(legEnds), saw }
}

export const callerLeaves = defineExperiment<CallerLeaves>({
  id: 'E3',
  question: 'Can a ring be ended when the caller has gone meanwhile, also after its answer?',
  needs: { calls: 2, seconds: 25 },
  ifNot:
    'An agent could stay alone in a Conference. Cordboard would have to look for such legs in the list of Calls, or let the caller wait in <Enqueue>.',
  async observe(stage) {
    const customer = await stage.bringCustomer()
    const sid = sidOf(customer)
    const leg = expectValue(
      await stage.ring('slow-agent', customer.conference),
      'the agent was not rung',
    )
    await stage.pause(3000)
    await stage.endCall(customer.callSid)
    await stage.pause(1000)
    const conference = await askTwilio(() => stage.client.conferences(sid).fetch())
    const call = await askTwilio(() => stage.client.calls(leg.callSid).fetch())
    const joined = await stage.server.events.find(
      conferenceEvent('participant-join', customer.conference, 'slow-agent'),
      SLOW_RING_SECONDS * 1000,
    )
    const joinedSid = joined?.fields['ConferenceSid']
    return {
      conferenceStatus: conference.ok ? conference.value.status : 'not shown',
      legStatus: call.ok ? call.value.status : 'not shown',
      answeredIn:
        joinedSid === undefined
          ? null
          : joinedSid === sid
            ? 'the same Conference'
            : 'another Conference',
      legEnds: await endLeg(stage, leg),
    }
  },
  judge: judgeCallerLeaves,
})
