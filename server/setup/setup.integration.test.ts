import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { SetupRequest, SetUpAccount } from '../contract/setup.ts'
import { readConfig } from '../config/config.ts'
import { run } from '../run.ts'
import { startSandbox } from '../start-sandbox.ts'
import type { RunningSandbox } from '../start-sandbox.ts'
import { setUp } from './setup.ts'

let sandbox: RunningSandbox

beforeAll(async () => {
  sandbox = await startSandbox(0)
})

afterAll(() => sandbox.close())

function request(change: Partial<SetupRequest> = {}): SetupRequest {
  const { accountSid, authToken, baseUrl } = sandbox.description
  return {
    action: 'look',
    credentials: { accountSid, authToken },
    apiKey: null,
    numbers: ['+15005550006'],
    publicUrl: 'https://desk.example.com',
    music: '',
    baseUrl,
    ...change,
  }
}

async function apply(apiKey: SetupRequest['apiKey'] = null) {
  const reply = await setUp(request({ action: 'apply', apiKey }))
  if (reply.kind !== 'applied') throw new Error(JSON.stringify(reply))
  return reply
}

function keyOf({ apiKeySid, apiKeySecret }: SetUpAccount) {
  return { sid: apiKeySid, secret: apiKeySecret }
}

it('looks, makes everything, finds nothing more to do, and takes all of it away again', async () => {
  const looked = await setUp(request())
  expect(looked).toMatchObject({
    kind: 'looked',
    accountName: 'Sandbox',
    numbers: ['+15005550006', '+15005550100'],
  })
  const first = await apply()
  expect(first.steps.filter(({ kind }) => kind !== 'keep')).toHaveLength(8)
  // What Twilio makes in each Workspace was found there, not made twice.
  const activities = first.steps.filter(({ what }) => what === 'activity')
  expect(activities.filter(({ kind }) => kind === 'create').map(({ name }) => name)).toEqual([
    'Break',
  ])

  const second = await apply(keyOf(first.account))
  expect(second.steps.every(({ kind }) => kind === 'keep')).toBe(true)
  expect(second.account).toEqual(first.account)

  const removed = await setUp(request({ action: 'remove' }))
  if (removed.kind !== 'removed') throw new Error(JSON.stringify(removed))
  expect(removed.steps.map(({ what }) => what)).toEqual([
    'number',
    'application',
    'workspace',
    'api-key',
  ])
  const again = await setUp(request({ action: 'remove' }))
  expect(again).toEqual({ kind: 'removed', steps: [] })
})

it('looks at the music: whether each address is a document that plays for ever', async () => {
  const host = createServer((request, response) => {
    const [type, body] = request.url?.endsWith('.xml')
      ? ['text/xml', '<Response><Play loop="0">/long.mp3</Play></Response>']
      : ['audio/mpeg', 'ID3']
    response.writeHead(200, { 'content-type': type }).end(body)
  }).listen(0, '127.0.0.1')
  await once(host, 'listening')
  // The cast: it listens on a port, not on a pipe.
  const base = `http://127.0.0.1:${(host.address() as AddressInfo).port}`
  const music = `Sales=${base}/long.mp3,*=${base}/music.xml`
  expect(await setUp(request({ music }))).toMatchObject({
    kind: 'looked',
    music: [
      { url: `${base}/long.mp3`, verdict: 'audio-file' },
      { url: `${base}/music.xml`, verdict: 'fine' },
    ],
  })
  host.closeAllConnections()
  host.close()
})

it('makes what the server can start with', async () => {
  const { account } = await apply()
  const { environment } = sandbox
  const config = readConfig({
    ...environment,
    TWILIO_WORKSPACE_SID: account.workspaceSid,
    TWILIO_WORKFLOW_SID: account.workflowSid,
    TWILIO_TWIML_APP_SID: account.twimlAppSid,
    TWILIO_API_KEY_SID: account.apiKeySid,
    TWILIO_API_KEY_SECRET: account.apiKeySecret,
    TWILIO_CALLER_IDS: account.callerIds.join(','),
    CORDBOARD_PORT: '0',
    CORDBOARD_DATA: ':memory:',
    CORDBOARD_PROVISION: 'true',
    CORDBOARD_LOG_LEVEL: 'silent',
  })
  if (!config.ok) throw new Error(config.failure.join('\n'))
  const firstAccount = { username: 'mary', displayName: 'Mary', password: 'correct horse' }
  const server = await run(config.value, { sandbox: null, firstAccount })
  const signedIn = await fetch(`${server.ready.server}/api/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ username: 'mary', password: 'correct horse', delivery: 'body' }),
  })
  expect(signedIn.status).toBe(200)
  await server.close()
  await setUp(request({ action: 'remove' }))
})

it('says what is wrong in a word that a screen can explain', async () => {
  const { accountSid, baseUrl } = sandbox.description
  const wrong = { credentials: { accountSid, authToken: 'no' } }
  expect(await setUp(request(wrong))).toMatchObject({
    kind: 'failed',
    failure: 'wrong-credentials',
  })
  const nowhere = { baseUrl: baseUrl.replace(/\d+$/, '1') }
  expect(await setUp(request(nowhere))).toMatchObject({ kind: 'failed', failure: 'unreachable' })
  const other: Partial<SetupRequest> = { action: 'apply', numbers: ['+15005559999'] }
  expect(await setUp(request(other))).toMatchObject({
    kind: 'failed',
    failure: 'no-number',
    done: [],
  })
})
