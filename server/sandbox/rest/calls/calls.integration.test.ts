import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { startRig, until } from '../testing/rig.ts'
import type { Rig } from '../testing/rig.ts'

const CUSTOMER = '+15005551001'
const AGENT = '+15005551002'

let rig: Rig
beforeEach(async () => {
  rig = await startRig()
  await rig.phones.make(CUSTOMER, 400)
  await rig.phones.make(AGENT, 700)
})
afterEach(() => rig.close())

describe('calls through the twilio package', () => {
  test('calls.create rings, fetches TwiML on answer, reports and lists', async () => {
    const { client, app, phones } = rig
    const call = await client.calls.create({
      to: CUSTOMER,
      from: rig.number,
      url: app.answer('/out', '<Play loop="0">tone/800.wav</Play>'),
      statusCallback: `${app.baseUrl}/status`,
      statusCallbackEvent: ['initiated', 'ringing', 'answered', 'completed'],
    })
    expect(call).toMatchObject({ status: 'queued', direction: 'outbound-api', duration: null })
    await until(async () => expect(await phones.hears(CUSTOMER)).toBe(800))
    expect(app.at('/out')[0]).toMatchObject({ CallSid: call.sid, CallStatus: 'in-progress' })
    await phones.act(CUSTOMER, 'hangup')
    await until(() =>
      expect(app.at('/status').map((each) => [each['SequenceNumber'], each['CallStatus']])).toEqual(
        [
          ['0', 'initiated'],
          ['1', 'ringing'],
          ['2', 'in-progress'],
          ['3', 'completed'],
        ],
      ),
    )
    const listed = await client.calls.list({ status: 'completed', to: CUSTOMER, pageSize: 1 })
    expect(listed.map(({ sid }) => sid)).toEqual([call.sid])
    expect(listed[0]?.endTime).toBeInstanceOf(Date)
    expect(rig.unsigned()).toEqual([])
  })

  test('lists go over several pages', async () => {
    const { client } = rig
    const twiml = '<Response><Hangup/></Response>'
    for (let i = 0; i < 3; i++) await client.calls.create({ to: AGENT, from: rig.number, twiml })
    expect(await client.calls.list({ pageSize: 2 })).toHaveLength(3)
  })

  test.each([
    ['busy', 'busy'],
    ['rejects', 'busy'],
  ])('a phone that %s makes the call %s', async (answers, status) => {
    await rig.phones.make(AGENT, 700, answers)
    const twiml = '<Response><Hangup/></Response>'
    const call = await rig.client.calls.create({ to: AGENT, from: rig.number, twiml })
    await until(async () => expect((await rig.client.calls(call.sid).fetch()).status).toBe(status))
  })

  test.each([
    [{ to: '' }, 400, 21201],
    [{ to: 'nonsense' }, 400, 21211],
    [{ from: '+15005559998' }, 400, 21210],
    [{ url: 'ftp://x' }, 400, 21205],
    [{ applicationSid: 'AP0' }, 400, 21218],
    [{ twiml: 'x'.repeat(4001) }, 400, 32018],
  ])('refuses %o with %i and %i', async (changes, status, code) => {
    const good = { to: AGENT, from: rig.number }
    const own = 'applicationSid' in changes || 'twiml' in changes
    const instructions = own ? {} : { url: 'http://127.0.0.1/' }
    const call = rig.client.calls.create({ ...good, ...instructions, ...changes } as Parameters<
      typeof rig.client.calls.create
    >[0])
    await expect(call).rejects.toMatchObject({ status, code })
  })

  test('answers 404 and 401 as Twilio does', async () => {
    await expect(rig.client.calls('CA0').fetch()).rejects.toMatchObject({
      status: 404,
      code: 20404,
    })
    const { baseUrl, accountSid } = rig.description
    const response = await fetch(`${baseUrl}/api/2010-04-01/Accounts/${accountSid}/Calls.json`)
    expect(response.status).toBe(401)
    expect(await response.json()).toMatchObject({ code: 20003, status: 401 })
  })

  test('a call that is over cannot be redirected', async () => {
    const twiml = '<Response><Hangup/></Response>'
    const { sid } = await rig.client.calls.create({ to: AGENT, from: rig.number, twiml })
    await until(async () => expect((await rig.client.calls(sid).fetch()).status).toBe('completed'))
    await expect(rig.client.calls(sid).update({ twiml })).rejects.toMatchObject({ code: 21220 })
  })

  test('<Dial> rings all, bridges the first to answer and tells its action', async () => {
    const { app, phones, client } = rig
    const third = '+15005551003'
    await phones.make(third, 900, 'never')
    await rig.onCall(
      `<Dial action="/after"><Number>${third}</Number><Number>${AGENT}</Number></Dial>`,
    )
    app.answer('/after', '<Play loop="0">/tone/1300.wav</Play>')
    const parentSid = await phones.dial(CUSTOMER, rig.number)
    await until(async () => expect(await phones.hears(CUSTOMER)).toBe(700))
    await until(async () => expect(await phones.hears(AGENT)).toBe(400))
    const children = await client.calls.list({ parentCallSid: parentSid })
    expect(children.map(({ to, status, direction }) => [to, status, direction])).toEqual([
      [AGENT, 'in-progress', 'outbound-dial'],
      [third, 'canceled', 'outbound-dial'],
    ])
    await phones.act(AGENT, 'hangup')
    await until(async () => expect(await phones.hears(CUSTOMER)).toBe(1300))
    expect(app.at('/after')[0]).toMatchObject({
      DialCallStatus: 'completed',
      DialCallSid: children[0]?.sid,
      DialBridged: 'true',
    })
  })

  test('the fallback URL takes over when the voice URL fails', async () => {
    const { app, phones, client, description } = rig
    const [number] = description.phoneNumbers
    await client.incomingPhoneNumbers(number?.sid ?? '').update({
      voiceUrl: app.answer('/broken', '<Sing/>'),
      voiceFallbackUrl: app.answer('/fallback', '<Play loop="0">/tone/1100.wav</Play>'),
    })
    await phones.dial(CUSTOMER, rig.number)
    await until(async () => expect(await phones.hears(CUSTOMER)).toBe(1100))
    expect(app.at('/fallback')[0]).toMatchObject({
      ErrorCode: '12200',
      ErrorUrl: `${app.baseUrl}/broken`,
    })
    expect(rig.sandbox.notices()).toEqual([
      expect.objectContaining({ code: 12200, level: 'error' }),
    ])
  })

  test('an application error is spoken, then the call ends', async () => {
    await rig.onCall('<Sing/>')
    const sid = await rig.phones.dial(CUSTOMER, rig.number)
    await until(async () => expect(await rig.phones.hears(CUSTOMER)).not.toBeNull())
    await until(async () => {
      expect((await rig.client.calls(sid).fetch()).status).toBe('completed')
    }, 20_000)
    expect(rig.sandbox.notices()).toMatchObject([{ code: 12200, callSid: sid }])
  })

  test('a number without a voice URL fails its calls', async () => {
    const sid = await rig.phones.dial(CUSTOMER, rig.number)
    await until(async () => expect((await rig.client.calls(sid).fetch()).status).toBe('failed'))
  })

  test('<Reject> answers busy without answering', async () => {
    await rig.onCall('<Reject reason="busy"/>')
    const sid = await rig.phones.dial(CUSTOMER, rig.number)
    await until(async () => expect((await rig.client.calls(sid).fetch()).status).toBe('busy'))
    expect((await rig.client.calls(sid).fetch()).duration).toBe('0')
  })

  test('<Enqueue> loops its wait URL until the call is redirected, and tells its action', async () => {
    const { app, phones, client } = rig
    await rig.onCall('<Enqueue waitUrl="/wait" action="/dequeued">support</Enqueue>')
    app.answer('/wait', '<Play>/tone/600.wav</Play>')
    const sid = await phones.dial(CUSTOMER, rig.number)
    await until(() => expect(app.at('/wait').length).toBeGreaterThan(1))
    expect(await phones.hears(CUSTOMER)).toBe(600)
    expect(app.at('/wait')[0]).toMatchObject({
      QueuePosition: '1',
      CurrentQueueSize: '1',
      CallSid: sid,
    })
    await client
      .calls(sid)
      .update({ url: app.answer('/next', '<Play loop="0">/tone/900.wav</Play>') })
    await until(async () => expect(await phones.hears(CUSTOMER)).toBe(900))
    expect(app.at('/dequeued')[0]).toMatchObject({ QueueResult: 'redirected' })
  })

  test('<Enqueue workflowSid> makes a Task, and a hang-up cancels it', async () => {
    const { app, phones, client, description } = rig
    const { workflowSid, workspaceSid } = description
    await rig.onCall(
      `<Enqueue workflowSid="${workflowSid}" action="/dequeued"><Task>{"kind":"sale"}</Task></Enqueue>`,
    )
    const sid = await phones.dial(CUSTOMER, rig.number)
    const tasks = client.taskrouter.v1.workspaces(workspaceSid).tasks
    const task = await until(async () => {
      const [first] = await tasks.list()
      if (!first) throw new Error('no task yet')
      return first
    })
    expect(JSON.parse(task.attributes)).toMatchObject({
      kind: 'sale',
      call_sid: sid,
      from: CUSTOMER,
      to: rig.number,
      direction: 'inbound',
    })
    await phones.act(CUSTOMER, 'hangup')
    await until(async () =>
      expect((await tasks(task.sid).fetch()).assignmentStatus).toBe('canceled'),
    )
    await until(() => expect(app.at('/dequeued')[0]).toMatchObject({ QueueResult: 'hangup' }))
  })
})
