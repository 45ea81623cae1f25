import { subscribe, unsubscribe } from 'node:diagnostics_channel'
import { fastify } from 'fastify'
import type { FastifyInstance } from 'fastify'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Session } from '../contract/session.ts'
import { bearer, openOffice } from '../testing/office.ts'
import type { Office } from '../testing/office.ts'
import { until } from '../testing/until.ts'
import { enforcePermissions } from './enforce.ts'
import { routePermissions } from './permissions.ts'
import { callOf, relations } from './testing/parts.ts'
import { makeDraft } from '../contract/wrap-up-draft.ts'

const everyone = [...relations]
const inIt = ['agent', 'guest', 'customer']
const CALL = '/api/calls/:callId'

/** Who gets in, in words of this test's own: what the server decides by is not what it is tested by. */
const expected: Readonly<Record<string, readonly string[]>> = {
  'GET /health': ['anybody'],
  'OPTIONS *': ['anybody'],
  'GET /*': ['anybody'],
  'GET /api/welcome': ['anybody'],
  'POST /api/session': ['anybody'],
  'POST /api/session/demo': ['anybody'],
  'POST /api/session/refresh': ['anybody'],
  'DELETE /api/session': ['anybody'],
  'GET /api/twilio-access': everyone,
  'GET /api/targets': everyone,
  'POST /api/calls': everyone,
  [`POST ${CALL}/answer`]: inIt,
  [`POST ${CALL}/hang-up`]: inIt,
  [`POST ${CALL}/leave`]: inIt,
  [`POST ${CALL}/switch`]: inIt,
  [`PUT ${CALL}/notes`]: ['agent'],
  [`POST ${CALL}/merge`]: ['agent'],
  [`POST ${CALL}/recording/:step`]: ['agent'],
  [`POST ${CALL}/transfer`]: ['agent'],
  [`POST ${CALL}/transfer/:step`]: ['agent'],
  [`POST ${CALL}/parties`]: ['agent'],
  [`POST ${CALL}/parties/:partyId/:step`]: ['agent'],
  [`POST ${CALL}/retrieve`]: ['handed-over'],
  // To each their own: see below.
  'PUT /api/wrap-ups/:callId/draft': everyone,
  'POST /api/wrap-ups/:callId/extend': everyone,
  'POST /api/wrap-ups/:callId/complete': everyone,
  'POST /webhooks/voice/inbound': ['twilio'],
  'POST /webhooks/voice/client': ['twilio'],
  'POST /webhooks/voice/caller-status': ['twilio'],
  'POST /webhooks/voice/conference-left': ['twilio'],
  'POST /webhooks/voice/one-moment': ['twilio'],
  'POST /webhooks/voice/keys': ['twilio'],
  'POST /webhooks/voice/leg-status': ['twilio'],
  'POST /webhooks/voice/conference-status': ['twilio'],
  'POST /webhooks/voice/recording-status': ['twilio'],
  'POST /webhooks/taskrouter/assignment': ['twilio'],
  'POST /webhooks/taskrouter/events': ['twilio'],
}

const routes = new Set<string>()
const people: { role: string; session: Session }[] = []
let office: Office
let made = 0

beforeAll(async () => {
  const collect = (message: unknown) => {
    // The cast: Fastify tells of each instance as it is made.
    const { fastify } = message as { readonly fastify: FastifyInstance }
    fastify.addHook('onRoute', ({ method, url }) => {
      for (const each of [method].flat()) routes.add(`${each} ${url}`)
    })
  }
  subscribe('fastify.initialization', collect)
  office = await openOffice()
  await office.app.ready()
  unsubscribe('fastify.initialization', collect)
  for (const name of ['ada', 'joan']) {
    const session = await office.signIn(name)
    people.push({ role: session.agent.role, session })
  }
})
afterAll(() => office.close())

/** By its pattern. An unknown step is refused after the permission was checked. */
async function ask(route: string, callId: string, headers: Record<string, string>) {
  const [method = '', pattern = ''] = route.split(' ')
  const url = pattern
    .replace(':callId', callId)
    .replace(':partyId', 'customer')
    .replace(':step', 'no-step')
    .replace('*', '')
  // The cast: one of the methods that were registered.
  const answer = await office.app.inject({ method: method as 'GET', url: url || '/', headers })
  return { status: answer.statusCode, body: answer.body }
}

/** Refused for who asks; what else is wrong with such a bare request comes after that. */
function isRefused({ status, body }: { readonly status: number; readonly body: string }): boolean {
  if (body.includes('the signature does not match')) return true
  // So many unsigned webhooks are a flood of them.
  return (
    [401, 403, 429].includes(status) || /"code":"(?:forbidden|not-found|call-ended)"/u.test(body)
  )
}

/** A HEAD is for the same people as its GET. */
function meantFor(route: string): readonly string[] {
  return expected[route.replace(/^HEAD /u, 'GET ')] ?? []
}

function notForAnybody(): string[] {
  return [...routes].filter((route) => !meantFor(route).includes('anybody'))
}

describe('the permission of every route', () => {
  it('is decided, and nothing is decided that is not there', () => {
    const bare = [...routes].filter((route) => !route.startsWith('HEAD '))
    expect(bare.length).toBeGreaterThan(35)
    expect(bare.filter((route) => expected[route] === undefined)).toEqual([])
    // The web phone is there where it has been built.
    const missing = Object.keys(expected).filter((route) => !routes.has(route))
    expect(missing.filter((route) => route !== 'GET /*')).toEqual([])
    expect(Object.keys(routePermissions).toSorted()).toEqual(Object.keys(expected).toSorted())
  })

  it('lets nobody in without a session, nor with a made-up one', async () => {
    for (const route of notForAnybody()) {
      for (const headers of [{}, { authorization: 'Bearer made.up.token' }]) {
        const answer = await ask(route, 'call', headers)
        expect({ route, refused: isRefused(answer) }).toEqual({ route, refused: true })
      }
    }
  })

  it('lets anybody in where that is meant', async () => {
    for (const route of [...routes].filter((each) => meantFor(each).includes('anybody'))) {
      const answer = await ask(route, 'call', {})
      expect({ route, refused: isRefused(answer) }).toEqual({ route, refused: false })
    }
  })

  it.each(relations)(
    'is that of its row for one who is %s to the call, in each role',
    async (relation) => {
      expect(people.map(({ role }) => role)).toEqual(['agent', 'supervisor'])
      for (const { role, session } of people) {
        // A HEAD has no body to say why.
        for (const route of notForAnybody().filter((each) => !each.startsWith('HEAD '))) {
          made += 1
          const callId = `call_${made}`
          await office.calls.begin(callOf(relation, session.agent.identity, callId))
          const answer = await ask(route, callId, bearer(session))
          // After-call work that is not there is not found: no matter of who asks.
          const own = route.includes('/wrap-ups/') && answer.status === 404
          const admitted = own || !isRefused(answer)
          const meant = meantFor(route).includes(relation)
          expect({ role, route, admitted, body: admitted === meant ? '' : answer.body }).toEqual({
            role,
            route,
            admitted: meant,
            body: '',
          })
        }
      }
    },
  )

  it('is that of a webhook for what Twilio has signed', async () => {
    for (const route of [...routes].filter((each) => each.startsWith('POST /webhooks'))) {
      const answer = await office.webhook(route.slice('POST '.length), {})
      expect({ route, status: answer.statusCode }).not.toMatchObject({ status: 403 })
    }
  })

  it('ends the start of a server that has a route without one', () => {
    const app = fastify()
    enforcePermissions(app, {
      agent: async () => 'admitted',
      twilio: async () => 'admitted',
      refusalOf: () => 'not-found',
    })
    const forget = () => app.get('/api/forgotten', async () => 'all of it')
    expect(forget).toThrow('nobody has decided who may use GET /api/forgotten')
  })
})

describe('what is another agent’s', () => {
  // Grace, who was only invited, wrote over what Ada had noted of the customer.
  it('notes of the conversation stay as they are for an invitee', async () => {
    const [ada] = people
    if (ada === undefined) throw new Error('nobody')
    await office.calls.begin({
      ...callOf('guest', ada.session.agent.identity, 'noted'),
      notes: 'wants a refund',
    })
    const blank = await office.app.inject({
      method: 'PUT',
      url: '/api/calls/noted/notes',
      headers: bearer(ada.session),
      payload: { notes: '' },
    })
    expect(blank.statusCode).toBe(403)
    expect(office.calls.find('noted')?.notes).toBe('wants a refund')
  })

  it('after-call work is not there for anybody else', async () => {
    const [ada, joan] = people
    if (ada === undefined || joan === undefined) throw new Error('nobody')
    await office.calls.begin(callOf('agent', ada.session.agent.identity, 'over'))
    await office.calls.dispatch('over', { kind: 'customer-left' })
    const save = async (session: Session) =>
      (
        await office.app.inject({
          method: 'PUT',
          url: '/api/wrap-ups/over/draft',
          headers: bearer(session),
          payload: makeDraft(),
        })
      ).statusCode
    await until('Ada has after-call work', async () => (await save(ada.session)) === 200)
    expect(await save(joan.session)).toBe(404)
  })
})
