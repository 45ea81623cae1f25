import { afterAll, beforeAll, expect, test } from 'vitest'
import { talkInConference } from './testing/talk-in-conference.ts'
import type { TestConference } from './testing/talk-in-conference.ts'
import { startRig } from './testing/rig.ts'
import type { Rig } from './testing/rig.ts'

const NOBODY = `CA${'0'.repeat(32)}`

let rig: Rig
let room: TestConference
beforeAll(async () => {
  rig = await startRig()
  room = await talkInConference(rig, { customer: 400, agent: 700 })
})
afterAll(() => rig.close())

interface Answer {
  readonly status: number
  readonly body: unknown
}

async function ask(method: string, path: string, password?: string): Promise<Answer> {
  const { baseUrl, accountSid, authToken } = rig.description
  const pair = Buffer.from(`${accountSid}:${password ?? authToken}`).toString('base64')
  const response = await fetch(`${baseUrl}/api/2010-04-01/Accounts/${accountSid}${path}`, {
    method,
    headers: { authorization: `Basic ${pair}` },
  })
  return { status: response.status, body: await response.json() }
}

function error(status: number, code: number) {
  const more_info = `https://www.twilio.com/docs/errors/${code}`
  return { status, body: { status, code, more_info, message: expect.any(String) } }
}

test('a wrong password is 401 for every resource', async () => {
  expect(await ask('GET', '/Calls.json', 'wrong')).toEqual(error(401, 20003))
  expect(await ask('GET', '/Nothing.json', 'wrong')).toEqual(error(401, 20003))
})

test.each([
  '/Nothing.json',
  '/Calls/CA0.json',
  '/Calls/CA0/Recordings.json',
  '/Calls/CA0/Recordings/RE0.json',
  '/Conferences/CF0.json',
  '/Conferences/CF0/Participants.json',
  '/Conferences/CF0/Recordings.json',
  '/Recordings/RE0.json',
  '/Keys/SK0.json',
  '/Queues/QU0.json',
  '/Applications/AP0.json',
  '/IncomingPhoneNumbers/PN0.json',
  '/OutgoingCallerIds/PN0.json',
  '/AvailablePhoneNumbers/XX/Local.json',
])('%s is 404', async (path) => {
  expect(await ask('GET', path)).toEqual(error(404, 20404))
})

test.each([
  ['DELETE', '/Calls.json'],
  ['PUT', '/Conferences/CF0.json'],
  ['POST', '/Recordings.json'],
  ['POST', '/Usage/Records.json'],
])('%s of %s is 405', async (method, path) => {
  expect(await ask(method, path)).toEqual(error(405, 20004))
})

test.each<[string, () => Promise<unknown>, number]>([
  ['a label with a slash', () => participant({ label: 'a/b' }), 16024],
  ['a label like a Call SID', () => participant({ label: NOBODY }), 16024],
  ['a label of 129 characters', () => participant({ label: 'x'.repeat(129) }), 16024],
  ['a label that is taken', () => participant({ label: 'agent' }), 16025],
  ['nobody to call', () => participant({ to: '' }), 21201],
  ['a bad number', () => participant({ to: 'nonsense' }), 21211],
  ['no caller', () => participant({ from: '' }), 21213],
  ['a bad caller', () => participant({ from: 'nonsense' }), 21212],
  ['a number of somebody else as the caller', () => participant({ from: '+15005551999' }), 21210],
  ['an endless ringing', () => participant({ timeout: 999 }), 21208],
  [
    'a conference record that there is not',
    () => participant({ conferenceRecord: 'maybe' }),
    20001,
  ],
  ['an invalid hold URL', () => agent().update({ hold: true, holdUrl: 'none' }), 21205],
  [
    'a conference that is set to begin',
    () => room.conference().update({ status: status() }),
    20001,
  ],
  ['a call that is set to ring', () => agentCall().update({ status: status() }), 20001],
  ['deleting a live call', () => agentCall().remove(), 20009],
  ['empty new instructions', () => agentCall().update({}), 21205],
  ['a time limit in words', () => agentCall().update({ timeLimit: NaN }), 20001],
])('%s is refused', async (_, request, code) => {
  await expect(request()).rejects.toMatchObject({
    status: 400,
    code,
    moreInfo: `https://www.twilio.com/docs/errors/${code}`,
  })
})

test('two queues do not have one name', async () => {
  await rig.client.queues.create({ friendlyName: 'support' })
  const second = rig.client.queues.create({ friendlyName: 'support' })
  await expect(second).rejects.toMatchObject({ status: 400, code: 22003 })
})

function participant(options: object): Promise<unknown> {
  const good = { from: rig.number, to: '+15005551009' }
  return room.conference().participants.create({ ...good, ...options })
}

const agent = () => room.conference().participants('agent')
const agentCall = () => rig.client.calls(room.agentSid)
// A status that the package's types do not allow.
const status = () => 'ringing' as 'completed'
