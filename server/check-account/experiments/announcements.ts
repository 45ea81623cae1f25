import { firstHeard } from '../sound/timeline.ts'
import { answerInWords, askTwilio } from '../stage/ask-twilio.ts'
import type { Asked } from '../stage/ask-twilio.ts'
import { publishTone, publishTwiml } from '../stage/sounds.ts'
import type { Stage } from '../stage/stage.ts'
import { defineExperiment, verdictOf } from '../experiment.ts'
import type { Finding } from '../experiment.ts'
import { endLeg, joinAgent, sidOf } from './steps.ts'

interface Announcement {
  readonly asked: Asked<unknown>
  readonly isHeard: boolean
}

type Situation = 'waiting' | 'waiting, to all' | 'talking' | 'on hold' | 'alone'
export type Announcements = Readonly<Record<Situation, Announcement>>

export function judgeAnnouncements(seen: Announcements): Finding {
  const saw = Object.entries(seen)
    .map(([situation, { asked, isHeard }]) => {
      const heard = asked.ok ? (isHeard ? ', heard' : ', not heard') : ''
      return `${situation}: ${answerInWords(asked)}${heard}`
    })
    .join('; ')
  return { verdict: verdictOf(seen.talking.isHeard && seen.alone.isHeard), saw }
}

async function announce(
  stage: Stage,
  callSid: string,
  ask: () => Promise<unknown>,
): Promise<Announcement> {
  const recording = await stage.recordings.begin(callSid)
  const asked = await askTwilio(ask)
  await stage.pause(2500)
  return {
    asked,
    isHeard: firstHeard(await stage.recordings.hear(recording), 'announcement') !== null,
  }
}

export const announcements = defineExperiment<Announcements>({
  id: 'E10',
  question: 'Does a customer in talk, and one who is left alone, hear an announcement?',
  needs: { calls: 2, seconds: 45 },
  ifNot:
    '"One moment, please." is then said only by the document by which the customer waits again, after the desk is known to be lost.',
  async observe(stage) {
    const tone = publishTone(stage.server, 'announcement', 1)
    const { url } = publishTwiml(stage.server, (response) => response.play(tone.url))
    const customer = await stage.bringCustomer()
    const conference = stage.client.conferences(sidOf(customer))
    const participant = conference.participants(customer.callSid)
    const toOne = () =>
      announce(stage, customer.callSid, () => participant.update({ announceUrl: url }))
    const waiting = await toOne()
    const toAll = await announce(stage, customer.callSid, () =>
      conference.update({ announceUrl: url }),
    )
    const agent = await joinAgent(stage, customer)
    await stage.pause(1000)
    const talking = await toOne()
    await askTwilio(() =>
      participant.update({ hold: true, holdUrl: stage.musicUrl, holdMethod: 'GET' }),
    )
    await stage.pause(1000)
    const onHold = await toOne()
    await askTwilio(() => participant.update({ hold: false }))
    await endLeg(stage, agent)
    await stage.pause(1000)
    return { waiting, 'waiting, to all': toAll, talking, 'on hold': onHold, alone: await toOne() }
  },
  judge: judgeAnnouncements,
})
