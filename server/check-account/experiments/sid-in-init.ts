import { firstHeard } from '../sound/timeline.ts'
import { answerInWords } from '../stage/ask-twilio.ts'
import type { Asked } from '../stage/ask-twilio.ts'
import type { Leg } from '../stage/legs.ts'
import type { Stage } from '../stage/stage.ts'
import { defineExperiment } from '../experiment.ts'
import type { Finding } from '../experiment.ts'
import { sidOf } from './steps.ts'

interface Way {
  readonly asked: Asked<Leg>
  /** Whether Twilio's answer names the Conference in which the customer waits. */
  readonly sameConference: boolean
  readonly isHeard: boolean
}

export interface SidInInit {
  readonly bySid: Way
  readonly byName: Way
}

async function tryWay(stage: Stage, way: 'sid' | 'name'): Promise<Way> {
  const customer = await stage.bringCustomer()
  const sid = sidOf(customer)
  await stage.pause(5000)
  const recording = await stage.recordings.begin(customer.callSid)
  const asked = await stage.ring('agent', way === 'sid' ? sid : customer.conference)
  if (!asked.ok) {
    await stage.clear()
    return { asked, sameConference: false, isHeard: false }
  }
  await stage.pause(6000)
  const isHeard = firstHeard(await stage.recordings.hear(recording), 'agent') !== null
  await stage.clear()
  return { asked, sameConference: asked.value.conferenceSid === sid, isHeard }
}

const joins = ({ asked, sameConference, isHeard }: Way) => asked.ok && sameConference && isHeard

function wayInWords(name: string, way: Way): string {
  if (!way.asked.ok) return `${name}: ${answerInWords(way.asked)}`
  const conference = way.sameConference ? 'the same Conference' : 'another Conference'
  return `${name}: ${conference}, the agent is ${way.isHeard ? '' : 'not '}heard`
}

export function judgeSidInInit({ bySid, byName }: SidInInit): Finding {
  const saw = `${wayInWords('by SID', bySid)}; ${wayInWords('by name', byName)}`
  return { verdict: joins(bySid) && joins(byName) ? 'holds' : 'does not hold', saw }
}

export const sidInInit = defineExperiment<SidInInit>({
  id: 'E1',
  question:
    'Can an agent be rung into a Conference that has not started, by its SID and by its name?',
  needs: { calls: 2, seconds: 40 },
  ifNot:
    'Refused by SID only: Cordboard then uses the name, nothing changes. Refused by name, or another Conference: the caller has to wait in <Enqueue> and go into the Conference when the desk begins to ring.',
  observe: async (stage) => ({
    bySid: await tryWay(stage, 'sid'),
    byName: await tryWay(stage, 'name'),
  }),
  judge: judgeSidInInit,
})
