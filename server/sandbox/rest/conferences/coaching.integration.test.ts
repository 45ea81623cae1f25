import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { talkInConference } from '../testing/talk-in-conference.ts'
import type { TestConference } from '../testing/talk-in-conference.ts'
import { startRig, until } from '../testing/rig.ts'
import type { Rig } from '../testing/rig.ts'
import { toneShare } from '../../../testing/tone.ts'

const COACH = '+15005551003'
const HZ = { customer: 400, agent: 700, coach: 1100, announced: 1500 }
const SECOND = 8000

let rig: Rig
let room: TestConference
beforeEach(async () => {
  rig = await startRig()
  room = await talkInConference(rig, { customer: HZ.customer, agent: HZ.agent })
  await rig.phones.make(COACH, HZ.coach, { afterSeconds: 0 })
})
afterEach(() => rig.close())

/** Whose tones a phone heard in its last half second. */
async function tones(number: string): Promise<string[]> {
  const samples = (await rig.phones.heard(number)).slice(-SECOND / 2)
  return Object.entries(HZ)
    .filter(([, hz]) => toneShare(samples, hz) > 0.1)
    .map(([who]) => who)
}

/** What each hears now. Until a third has been rung it hears nothing. */
async function heard() {
  const [customer, agent, coach] = await Promise.all([room.customer, room.agent, COACH].map(tones))
  return { customer, agent, coach }
}

function join(options: object = {}) {
  const to = { from: rig.number, to: COACH, beep: 'false', ...options }
  return room.conference().participants.create(to)
}

describe('a coach', () => {
  test('hears all and is heard by the coached one alone; then by all, then by one again', async () => {
    const made = await join({ coaching: true, callSidToCoach: room.agentSid, label: 'coach' })
    expect(made).toMatchObject({ coaching: true, callSidToCoach: room.agentSid })
    const whisper = {
      customer: ['agent'],
      agent: ['customer', 'coach'],
      coach: ['customer', 'agent'],
    }
    await until(async () => expect(await heard()).toMatchObject(whisper))
    const coach = room.conference().participants('coach')
    expect(await coach.update({ coaching: false })).toMatchObject({
      coaching: false,
      callSidToCoach: null,
    })
    await until(async () =>
      expect(await heard()).toMatchObject({ ...whisper, customer: ['agent', 'coach'] }),
    )
    await coach.update({ callSidToCoach: room.customerSid })
    await until(async () =>
      expect(await heard()).toMatchObject({
        ...whisper,
        customer: ['agent', 'coach'],
        agent: ['customer'],
      }),
    )
    const coaching = await room.conference().participants.list({ coaching: true })
    expect(coaching.map(({ label }) => label)).toEqual(['coach'])
    expect(room.eventsNamed('participant-modify').map(({ Coaching }) => Coaching)).toEqual([
      'false',
      'true',
    ])
    expect(room.eventsNamed('participant-join').at(-1)).toMatchObject({ Coaching: 'true' })
  })

  test('is not heard by an agent on hold, nor when muted', async () => {
    await join({ callSidToCoach: room.agentSid, label: 'coach' })
    await until(async () =>
      expect(await heard()).toMatchObject({ customer: ['agent'], agent: ['customer', 'coach'] }),
    )
    const agent = room.conference().participants(room.agentSid)
    await agent.update({ hold: true, holdUrl: `${rig.app.baseUrl}/tone/2000.wav` })
    await until(async () =>
      expect(await heard()).toMatchObject({ customer: [], agent: [], coach: ['customer'] }),
    )
    await agent.update({ hold: false })
    await room.conference().participants('coach').update({ muted: true })
    await until(async () =>
      expect(await heard()).toMatchObject({ customer: ['agent'], agent: ['customer'] }),
    )
  })

  test.each([
    [{ coaching: true }, 20001],
    [{ callSidToCoach: `CA${'0'.repeat(32)}` }, 16028],
    [{ callSidToCoach: 'customer' }, 16028],
  ])('with %o is refused with %i', async (options, code) => {
    await expect(join(options)).rejects.toMatchObject({ status: 400, code })
    const agent = room.conference().participants(room.agentSid)
    await expect(agent.update(options)).rejects.toMatchObject({ status: 400, code })
  })
})

test('<Conference coach> coaches, and fails without somebody to coach', async () => {
  const dial = (coach: string) =>
    rig.client.calls.create({
      from: rig.number,
      to: COACH,
      twiml: `<Response><Dial action="${rig.app.baseUrl}/after"><Conference beep="false" coach="${coach}">room</Conference></Dial></Response>`,
    })
  await dial(room.agentSid)
  await until(async () =>
    expect(await heard()).toMatchObject({ customer: ['agent'], agent: ['customer', 'coach'] }),
  )
  await rig.phones.act(COACH, 'hangup')
  const { sid } = await dial(`CA${'0'.repeat(32)}`)
  await until(() =>
    expect(rig.app.at('/after').at(-1)).toMatchObject({ CallSid: sid, DialCallStatus: 'failed' }),
  )
  expect(rig.sandbox.notices()).toEqual([expect.objectContaining({ code: 13240, callSid: sid })])
})

describe('an announcement', () => {
  const url = () => rig.app.answer('/news', `<Play>/tone/${HZ.announced}.wav</Play>`)

  test('to a conference is heard by all beside the talk, but not by who is on hold', async () => {
    await join({ label: 'third' })
    await room.conference().participants('third').update({ hold: true, holdUrl: '' })
    await room.conference().update({ announceUrl: url() })
    await until(async () =>
      expect(await heard()).toMatchObject({
        customer: ['agent', 'announced'],
        agent: ['customer', 'announced'],
        coach: [],
      }),
    )
    await until(() => expect(room.eventsNamed('announcement-end')).toHaveLength(1))
    expect(room.eventsNamed('announcement-end')[0]).toMatchObject({ AnnounceUrl: url() })
    expect(room.eventsNamed('announcement-end')[0]).not.toHaveProperty('CallSid')
    expect(rig.app.at('/news')).toEqual([
      expect.objectContaining({ ConferenceSid: room.conferenceSid, FriendlyName: 'room' }),
    ])
    await until(async () =>
      expect(await heard()).toMatchObject({ customer: ['agent'], agent: ['customer'] }),
    )
  })

  test('to a participant is heard by that one alone', async () => {
    const agent = room.conference().participants('agent')
    await agent.update({
      announceUrl: `${rig.app.baseUrl}/tone/${HZ.announced}.wav`,
      announceMethod: 'GET',
    })
    await until(async () =>
      expect(await heard()).toMatchObject({
        customer: ['agent'],
        agent: ['customer', 'announced'],
      }),
    )
    await until(() =>
      expect(room.eventsNamed('announcement-end')).toEqual([
        expect.objectContaining({ CallSid: room.agentSid, ParticipantLabel: 'agent' }),
      ]),
    )
  })

  test('that cannot be played is reported as failed', async () => {
    await room.conference().update({ announceUrl: rig.app.answer('/bad', '<Sing/>') })
    await until(() =>
      expect(room.eventsNamed('announcement-fail')).toEqual([
        expect.objectContaining({ ReasonAnnouncementFailed: expect.any(String) }),
      ]),
    )
    const refused = room.conference().update({ announceUrl: 'nowhere' })
    await expect(refused).rejects.toMatchObject({ status: 400, code: 21205 })
  })
})
