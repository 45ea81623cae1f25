import { afterEach, beforeEach, describe, expect, onTestFinished, test } from 'vitest'
import { AGENT, CUSTOMER, startBench, until } from './bench.ts'
import type { Bench } from './bench.ts'
import { instructs } from './assignment.ts'

/**
 * Who may be shown as the caller: https://www.twilio.com/docs/voice/api/call-resource and
 * …/voice/api/conference-participant-resource (From, CallerId, CallToken), …/api/errors/21210, 21212, 13214, 40132,
 * 40133, 40141, 40145, …/voice/twiml/dial (callerId), …/taskrouter/api/reservations (From), and
 * https://www.twilio.com/en-us/changelog/calltoken-support-for-conference--participants-api
 */

let bench: Bench
beforeEach(async () => {
  bench = await startBench()
  await bench.phones.behave(CUSTOMER, {})
})
afterEach(() => bench.close())

/** A number that the account neither has nor has verified. */
const STRANGER = '+14155559999'
const TWIML = '<Response><Pause length="3600"/></Response>'

interface Parties {
  readonly from: string
  readonly to: string
  readonly callerId?: string
  readonly callToken?: string
}

const resources = [
  [
    'a Participant',
    async (parties: Parties) => bench.client.conferences('Room').participants.create(parties),
  ],
  [
    'a Call',
    async (parties: Parties) => {
      const { sid } = await bench.client.calls.create({ ...parties, twiml: TWIML })
      return { callSid: sid }
    },
  ],
] as const

describe.each(resources)('From of %s', (_, create) => {
  test.each(['client:ann', AGENT])('to %s is refused for a number of somebody else', async (to) => {
    await expect(create({ from: STRANGER, to })).rejects.toMatchObject({ status: 400, code: 21210 })
  })

  test.each(['garbage', 'anonymous', '+0', 'client:'])(
    'to a client is refused for %s, which is neither a number nor a client',
    async (from) => {
      const refused = { status: 400, code: 21212 }
      await expect(create({ from, to: 'client:ann' })).rejects.toMatchObject(refused)
    },
  )

  test('to a number must be a number, too', async () => {
    const refused = { status: 400, code: 21212 }
    await expect(create({ from: 'client:bob', to: AGENT })).rejects.toMatchObject(refused)
  })

  test('to a client is a number of the account, or any client', async () => {
    for (const from of [bench.number, 'client:somebody']) {
      const { callSid } = await create({ from, to: 'client:ann' })
      expect(await bench.client.calls(callSid).fetch()).toMatchObject({ from, to: 'client:ann' })
    }
  })

  test('CallerId is shown in its place, and is held to the same', async () => {
    const number = { from: bench.number, to: 'client:ann' }
    const { callSid } = await create({ ...number, callerId: 'client:bob' })
    expect((await bench.client.calls(callSid).fetch()).from).toBe('client:bob')
    for (const parties of [
      { ...number, callerId: STRANGER },
      { ...number, from: STRANGER, callerId: bench.number },
    ]) {
      await expect(create(parties)).rejects.toMatchObject({ code: 21210 })
    }
  })
})

describe('CallToken', () => {
  const WAIT = '<Play loop="0">/tone/1000.wav</Play>'

  /** A customer who is not known to the account calls in; what the voice URL was told. */
  async function incoming() {
    await bench.phones.make(STRANGER, 400)
    await bench.onCall(WAIT)
    await bench.phones.dial(STRANGER, bench.number)
    return told('/voice')
  }

  async function told(path: string) {
    const [first] = await until(() => {
      expect(bench.app.at(path)).not.toEqual([])
      return bench.app.at(path)
    })
    const { CallToken: callToken = '', CallSid: sid = '' } = first ?? {}
    return { callToken, sid }
  }

  test('comes with the request for an incoming call, which is signed with it', async () => {
    const { callToken } = await incoming()
    expect(JSON.parse(decodeURIComponent(callToken))).toMatchObject({ identityHeaderTokens: [] })
    expect(bench.unsigned()).toEqual([])
  })

  test('comes with the request to the fallback URL, and with no other', async () => {
    const voiceFallbackUrl = bench.app.answer('/fallback', '<Redirect>/next</Redirect>')
    bench.app.answer('/next', WAIT)
    await bench.onCall('<Nonsense/>')
    const [number] = bench.description.phoneNumbers
    await bench.client.incomingPhoneNumbers(number?.sid ?? '').update({ voiceFallbackUrl })
    await bench.phones.dial(CUSTOMER, bench.number)
    expect((await told('/fallback')).callToken).toBe((await told('/voice')).callToken)
    expect(await told('/next')).toMatchObject({ callToken: '' })
  })

  test('does not come with a call that the API makes', async () => {
    await bench.phones.behave(CUSTOMER, { answers: { afterSeconds: 0 } })
    const url = bench.app.answer('/out', WAIT)
    await bench.client.calls.create({ from: bench.number, to: CUSTOMER, url })
    expect(await told('/out')).toMatchObject({ callToken: '' })
  })

  test.each(resources)('%s that bears it shows the caller’s number', async (_, create) => {
    const { callToken } = await incoming()
    for (const to of [AGENT, 'client:ann']) {
      const { callSid } = await create({ from: STRANGER, to, callToken })
      expect(await bench.client.calls(callSid).fetch()).toMatchObject({ from: STRANGER, to })
    }
  })

  test.each(resources)('of %s shows no other number', async (_, create) => {
    const { callToken, sid } = await incoming()
    const refused = { status: 400, code: 21210 }
    const other = { from: '+14155559998', to: AGENT, callToken }
    await expect(create(other)).rejects.toMatchObject(refused)
    const forged = { from: STRANGER, to: AGENT, callToken: `${callToken}x` }
    await expect(create(forged)).rejects.toMatchObject(refused)
    await bench.phones.act(STRANGER, 'hangup')
    await until(async () => expect(await bench.status(sid)).toBe('completed'))
    const late = { from: STRANGER, to: AGENT, callToken }
    await expect(create(late)).rejects.toMatchObject(refused)
  })
})

describe('callerId of a <Dial>', () => {
  test.each([
    [STRANGER, '<Client>ann</Client>'],
    ['garbage', '<Client>ann</Client>'],
    [STRANGER, `<Number>${AGENT}</Number>`],
    ['client:bob', `<Number>${AGENT}</Number>`],
    ['client:bob', `<Client>ann</Client><Number>${AGENT}</Number>`],
  ])('cannot be %s for %s', async (callerId, nouns) => {
    const sid = await dials(`<Dial callerId="${callerId}">${nouns}</Dial>`)
    await until(async () => expect(await alerts()).toEqual(['13214']))
    expect(await bench.client.calls.list({ parentCallSid: sid })).toEqual([])
  })

  test('for a <Client> may be a client, a number of the account, and who calls or is called', async () => {
    for (const callerId of ['client:bob', bench.number, CUSTOMER]) {
      const parent = await dials(`<Dial callerId="${callerId}"><Client>ann</Client></Dial>`)
      await until(async () =>
        expect(await bench.client.calls.list({ parentCallSid: parent })).toMatchObject([
          { from: callerId, to: 'client:ann' },
        ]),
      )
      await until(async () => expect(await bench.status(parent)).toBe('completed'))
    }
    expect(await alerts()).toEqual([])
  })

  async function dials(verbs: string): Promise<string> {
    await bench.onCall(verbs)
    return bench.phones.dial(CUSTOMER, bench.number)
  }
})

const alerts = async () =>
  (await bench.client.monitor.v1.alerts.list()).map(({ errorCode }) => errorCode)

describe('from of an instruction of TaskRouter', () => {
  const given = { to: 'client:ann' }
  test.each([
    [{ instruction: 'dequeue', ...given, from: 'bob' }, '40132'],
    [{ instruction: 'call', ...given, from: 'bob', url: 'http://127.0.0.1/' }, '40111'],
    [{ instruction: 'conference', ...given, from: 'bob' }, '40141'],
    [{ instruction: 'dequeue', ...given, from: STRANGER }, '40133'],
    [{ instruction: 'call', ...given, from: STRANGER, url: 'http://127.0.0.1/' }, '40113'],
    [{ instruction: 'conference', ...given, from: STRANGER }, '40145'],
  ])('%o rings nobody: %s', async (instruction, code) => {
    const { callBack, close } = await instructs(instruction)
    onTestFinished(close)
    await offerCaller(callBack)
    await until(async () => expect(await alerts()).toContain(code))
    expect(await bench.client.calls.list({ to: 'client:ann' })).toEqual([])
  })

  test.each(['client:bob', undefined])('%s rings the Worker', async (from) => {
    const conference = { instruction: 'conference', ...given, from }
    const { callBack, close } = await instructs(conference)
    onTestFinished(close)
    await offerCaller(callBack)
    // Without one it is the caller, as the Task says.
    await until(async () =>
      expect(await bench.client.calls.list({ to: 'client:ann', limit: 1 })).toMatchObject([
        { from: from ?? CUSTOMER },
      ]),
    )
  })

  test('of an outbound Task must be a number that may be shown, or nobody is called', async () => {
    const { workspaceSid, workflowSid } = bench.description
    const workspace = bench.client.taskrouter.v1.workspaces(workspaceSid)
    await makeAvailable('ann')
    const attributes = JSON.stringify({ outbound_to: AGENT, from: STRANGER })
    const { sid } = await workspace.tasks.create({ workflowSid, attributes })
    const [reservation] = await until(async () => {
      const made = await workspace.tasks(sid).reservations.list()
      expect(made).toHaveLength(1)
      return made
    })
    const one = workspace.tasks(sid).reservations(reservation?.sid ?? '')
    await one.update({ instruction: 'conference', from: bench.number, to: 'client:ann' })
    expect((await one.fetch()).reservationStatus).toBe('canceled')
    expect(await bench.client.calls.list()).toEqual([])
  })

  async function makeAvailable(friendlyName: string): Promise<void> {
    const { workspaceSid, activities } = bench.description
    const workspace = bench.client.taskrouter.v1.workspaces(workspaceSid)
    await workspace.workers.create({ friendlyName, activitySid: activities['Available'] ?? '' })
  }

  /** A caller waits, and the Worker `ann` is chosen. */
  async function offerCaller(assignmentCallbackUrl: string): Promise<void> {
    const { workspaceSid, workflowSid } = bench.description
    const workspace = bench.client.taskrouter.v1.workspaces(workspaceSid)
    await workspace.workflows(workflowSid).update({ assignmentCallbackUrl })
    await makeAvailable('ann')
    await bench.callIn((response) => response.enqueue({ workflowSid }))
  }
})
