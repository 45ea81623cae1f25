import { describe, expect, it } from 'vitest'
import { fail, succeed } from '../../contract/result.ts'
import type { Finding, Verdict } from '../experiment.ts'
import { judgeAlone } from './alone.ts'
import { judgeAnnouncements } from './announcements.ts'
import { judgeCallerLeaves } from './caller-leaves.ts'
import { judgeEarlyMedia } from './early-media.ts'
import { judgeLateAccept } from './late-accept.ts'
import { judgeListsInInit } from './lists-in-init.ts'
import type { ListsInInit } from './lists-in-init.ts'
import { judgeRate } from './rate.ts'
import { judgeRegion } from './region.ts'
import { judgeSecondDial } from './second-dial.ts'
import { judgeSidInInit } from './sid-in-init.ts'
import { judgeStartAlone } from './start-alone.ts'
import { judgeStartSpeed } from './start-speed.ts'
import { judgeTwoAnswers } from './two-answers.ts'
import { judgeUnHold } from './un-hold.ts'
import { judgeWaitAgain } from './wait-again.ts'
import { judgeWaitUrlChange } from './wait-url-change.ts'
import { judgeWaitUrl } from './wait-url.ts'

const refused = fail({ status: 404, code: 20404, message: 'not found' })
const taken = succeed(null)
const yes = succeed(true)

const leg = succeed({ callSid: 'CA1', conferenceSid: 'CF1', queueTimeMs: null })
const joins = { asked: leg, sameConference: true, isHeard: true }
const stays = { asked: refused, sameConference: false, isHeard: false }

const shown: ListsInInit = {
  fetched: succeed('init'),
  listedAs: { init: yes, 'in-progress': succeed(false), 'no status': succeed(false) },
  participantListed: yes,
  participantFetched: taken,
  muted: yes,
}

const left = { conferenceStatus: 'init', legStatus: 'ringing', answeredIn: null, legEnds: true }
const fast = { answerToVoiceMs: 300, gapMs: 200 }
const slow = { answerToVoiceMs: 1600, gapMs: 900 }
const silent = { answerToVoiceMs: null, gapMs: null }

const music = { file: 'music 0.0-3.0 s', loopSeconds: 10, loopFetches: 1 }
const second = { kind: 'second', afterSeconds: 1.5 } as const
const lost = { kind: 'lost' } as const

const calm = { music: 1, startsEarly: false }
const heard = { asked: taken, isHeard: true }
const unheard = { asked: taken, isHeard: false }
const told = {
  waiting: { asked: refused, isHeard: false },
  'waiting, to all': { asked: refused, isHeard: false },
  talking: heard,
  'on hold': unheard,
  alone: heard,
}
const five = ['accepted', 'accepted', 'accepted', 'accepted', 'accepted']
const queued = [0, 1000, 2000, 3000, 4000]

/** What was seen, the verdict, and what a person must be told. */
const readings: readonly (readonly [string, Finding, Verdict, string])[] = [
  [
    'E1',
    judgeSidInInit({ bySid: joins, byName: joins }),
    'holds',
    'by SID: the same Conference, the agent is heard',
  ],
  ['E1', judgeSidInInit({ bySid: stays, byName: joins }), 'does not hold', 'by SID: 404 (20404)'],
  [
    'E1',
    judgeSidInInit({ bySid: joins, byName: { ...joins, sameConference: false } }),
    'does not hold',
    'by name: another Conference',
  ],
  [
    'E1',
    judgeSidInInit({ bySid: { ...joins, isHeard: false }, byName: joins }),
    'does not hold',
    'not heard',
  ],
  ['E2', judgeListsInInit(shown), 'holds', 'listed with init: yes'],
  [
    'E2',
    judgeListsInInit({ ...shown, listedAs: { ...shown.listedAs, init: succeed(false) } }),
    'does not hold',
    'listed with init: no',
  ],
  [
    'E2',
    judgeListsInInit({ ...shown, participantFetched: refused }),
    'does not hold',
    'fetched: 404 (20404)',
  ],
  ['E3', judgeCallerLeaves(left), 'holds', 'nobody came in'],
  [
    'E3',
    judgeCallerLeaves({ ...left, answeredIn: 'another Conference' }),
    'holds',
    'came into another Conference, alone',
  ],
  ['E3', judgeCallerLeaves({ ...left, legEnds: false }), 'does not hold', 'the leg does not end'],
  [
    'E4',
    judgeStartSpeed({ large: slow, small: fast, off: fast }),
    'holds',
    'large: answer to voice 1600 ms',
  ],
  [
    'E4',
    judgeStartSpeed({ large: slow, small: slow, off: fast }),
    'does not hold',
    'small: answer to voice 1600 ms',
  ],
  [
    'E4',
    judgeStartSpeed({ large: fast, small: silent, off: fast }),
    'does not hold',
    'small: answer to voice never',
  ],
  [
    'E4',
    judgeStartSpeed({ large: fast, small: { ...fast, answerToVoiceMs: null }, off: fast }),
    'unclear',
    'never',
  ],
  [
    'E5',
    judgeWaitUrl({ ...music, notFound: second, hanging: second }),
    'holds',
    '404: the customer is in the second Conference after 1.5 s',
  ],
  [
    'E5',
    judgeWaitUrl({ ...music, notFound: { kind: 'first' }, hanging: second }),
    'holds',
    '404: the customer stays in the first',
  ],
  [
    'E5',
    judgeWaitUrl({ ...music, notFound: second, hanging: lost }),
    'does not hold',
    'no answer: the customer is lost',
  ],
  [
    'E5',
    judgeWaitUrl({ ...music, loopSeconds: 3, notFound: second, hanging: second }),
    'does not hold',
    '3.0 s of music in 10',
  ],
  [
    'E6',
    judgeAlone({ conferenceStatus: 'in-progress', callStatus: 'in-progress', heard: 'silence' }),
    'holds',
    'hears silence',
  ],
  [
    'E6',
    judgeAlone({ conferenceStatus: 'completed', callStatus: 'completed', heard: 'nothing' }),
    'does not hold',
    'the call completed',
  ],
  [
    'E7',
    judgeWaitAgain({
      musicAfterMs: 400,
      reports: ['participant-leave', 'conference-end'],
      recordingGoesOn: true,
    }),
    'holds',
    'music after 400 ms; the old Conference reports participant-leave, then conference-end',
  ],
  [
    'E7',
    judgeWaitAgain({ musicAfterMs: 400, reports: [], recordingGoesOn: false }),
    'does not hold',
    'the recording does not go on',
  ],
  [
    'E7',
    judgeWaitAgain({
      musicAfterMs: 2500,
      reports: ['participant-leave', 'conference-end'],
      recordingGoesOn: true,
    }),
    'does not hold',
    '2500 ms',
  ],
  ['E8', judgeSecondDial({ nextAfterMs: 700 }), 'holds', '700 ms'],
  ['E8', judgeSecondDial({ nextAfterMs: null }), 'does not hold', 'never'],
  [
    'E9',
    judgeEarlyMedia({ without: calm, withEarlyMedia: { music: 0.3, startsEarly: true } }),
    'holds',
    'true: music for 30 % of the ring, started before',
  ],
  [
    'E9',
    judgeEarlyMedia({ without: { music: 0.3, startsEarly: false }, withEarlyMedia: calm }),
    'does not hold',
    'EarlyMedia=false: music for 30 %',
  ],
  [
    'E9',
    judgeEarlyMedia({ without: { music: 1, startsEarly: true }, withEarlyMedia: calm }),
    'does not hold',
    'started before the answer',
  ],
  [
    'E10',
    judgeAnnouncements(told),
    'holds',
    'waiting: 404 (20404); waiting, to all: 404 (20404); talking: accepted, heard',
  ],
  [
    'E10',
    judgeAnnouncements({ ...told, talking: unheard }),
    'does not hold',
    'talking: accepted, not heard',
  ],
  [
    'E10',
    judgeAnnouncements({ ...told, alone: unheard }),
    'does not hold',
    'alone: accepted, not heard',
  ],
  ['E11', judgeWaitUrlChange({ asked: taken, heardAfterMs: 300 }), 'holds', '300 ms'],
  [
    'E11',
    judgeWaitUrlChange({ asked: taken, heardAfterMs: 7600 }),
    'does not hold',
    '7600 ms (the file has 8 s)',
  ],
  [
    'E11',
    judgeWaitUrlChange({ asked: refused, heardAfterMs: null }),
    'does not hold',
    '404 (20404)',
  ],
  ['E12', judgeUnHold({ voiceAfterMs: 250, musicSeconds: 3 }), 'holds', 'plays once'],
  [
    'E12',
    judgeUnHold({ voiceAfterMs: 1700, musicSeconds: 8 }),
    'does not hold',
    'plays again and again',
  ],
  [
    'E13',
    judgeRate({ answers: five, queueTimesMs: queued, initiatedMs: queued }),
    'holds',
    'queue_time 0, 1000',
  ],
  [
    'E13',
    judgeRate({
      answers: [...five.slice(1), '429 (20429)'],
      queueTimesMs: [],
      initiatedMs: [0, 1, 2, 3],
    }),
    'does not hold',
    '429',
  ],
  [
    'E13',
    judgeRate({ answers: five, queueTimesMs: [null], initiatedMs: [0, 3000, 6000, 9000, 12_000] }),
    'does not hold',
    'queue_time not given',
  ],
  [
    'E14',
    judgeLateAccept({ late: refused, reservedWhileOut: false, acceptedWhileFull: taken }),
    'holds',
    'waits until the Worker is available',
  ],
  [
    'E14',
    judgeLateAccept({ late: taken, reservedWhileOut: true, acceptedWhileFull: refused }),
    'does not hold',
    'while full: 404',
  ],
  ['E15', judgeStartAlone({ status: 'init', isReported: false }), 'holds', 'did not come'],
  [
    'E15',
    judgeStartAlone({ status: 'init', isReported: true }),
    'does not hold',
    'conference-start came',
  ],
  ['E17', judgeTwoAnswers({ joined: 2, apartMs: 30 }), 'holds', '2 of 2 came in'],
  ['E17', judgeTwoAnswers({ joined: 1, apartMs: 30 }), 'does not hold', '1 of 2'],
  ['E17', judgeTwoAnswers({ joined: 2, apartMs: 900 }), 'unclear', '900 ms apart'],
  ['E17', judgeTwoAnswers({ joined: 1, apartMs: null }), 'unclear', 'not both'],
  ['E20', judgeRegion({ chosen: 'us1', wanted: 'sg1' }), 'holds', 'without a region: us1'],
  ['E20', judgeRegion({ chosen: 'us1', wanted: 'us1' }), 'does not hold', 'with sg1: us1'],
]

describe('what was seen becomes a verdict', () => {
  it.each(readings)('%s: %j', (_id, finding, verdict, told) => {
    expect(finding.verdict).toBe(verdict)
    expect(finding.saw).toContain(told)
  })
})
