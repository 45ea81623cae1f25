import { describe, expect, test } from 'vitest'
import { callReportOf } from '../form.ts'
import { reportCall } from '../call/call-report.ts'
import { createTestExchange } from '../testing/test-exchange.ts'
import { parseAppAddress } from './address.ts'
import { placeCall } from './dialing.ts'

const VOICE = 'http://app/agent'
const DONE = 'http://app/done'

/** A call to a TwiML App whose document has these verbs. */
async function callApp(verbs: string | null, query = '') {
  const answers = verbs === null ? {} : { [VOICE]: `<Response>${verbs}</Response>` }
  const exchange = createTestExchange(answers)
  const { services } = exchange
  const app = services.routes.addApplication('agent', 0)
  app.voiceUrl = verbs === null ? '' : VOICE
  app.statusCallback = DONE
  const address = parseAppAddress(`app:${app.sid}${query}`)
  if (!address) throw new Error('no address')
  const call = placeCall(services, {
    address,
    timeoutSeconds: 20,
    from: '+15005550006',
    direction: 'outbound-api',
    accountSid: services.accountSid,
  })
  const report = callReportOf({
    StatusCallback: 'http://app/leg',
    StatusCallbackEvent: 'initiated ringing answered completed',
  })
  if (report) reportCall(call, report, services)
  await exchange.settle()
  const statuses = () =>
    exchange.sent
      .filter(({ url }) => url === 'http://app/leg')
      .map(({ params }) => params['CallStatus'])
  const asked = () => exchange.sent.filter(({ url }) => url === VOICE)
  return { exchange, app, call, statuses, asked }
}

describe('a call to a TwiML App', () => {
  test('asks the App for its document, with the parameters of the address', async () => {
    const { app, call, asked } = await callApp('<Pause/>', '?role=agent&note=two%20words')
    expect(call.facts.to).toBe(`app:${app.sid}`)
    expect(asked()).toMatchObject([
      {
        method: 'POST',
        params: {
          CallSid: call.sid,
          ApplicationSid: app.sid,
          CallStatus: 'ringing',
          Direction: 'inbound',
          From: '+15005550006',
          To: `app:${app.sid}`,
          role: 'agent',
          note: 'two words',
        },
      },
    ])
  })

  test('rings for a leading pause, is answered by the first sound, and ends with the document', async () => {
    const { exchange, call, statuses } = await callApp('<Pause length="3"/><Play digits="1"/>')
    expect(call.status).toBe('ringing')
    exchange.advance(3000)
    await exchange.settle()
    expect(call.status).toBe('in-progress')
    let spoke = 0
    exchange.services.audio.add(() => {
      if (call.audio?.spoke?.some((sample) => sample !== 0)) spoke++
    })
    for (let n = 0; n < 60; n++) {
      exchange.tick()
      await exchange.settle()
    }
    expect(spoke).toBeGreaterThan(3)
    expect(statuses()).toEqual(['initiated', 'ringing', 'in-progress', 'completed'])
  })

  test('ends the document when it is ended, and the App hears of it once', async () => {
    const { exchange, call, statuses } = await callApp('<Play digits="wwwwwwwwww"/>')
    expect(call.status).toBe('in-progress')
    call.end('completed', 'switch')
    await exchange.settle()
    expect(statuses().at(-1)).toBe('completed')
    const done = exchange.sent.filter(({ url }) => url === DONE)
    expect(done).toMatchObject([{ params: { CallSid: call.sid, CallStatus: 'completed' } }])
    expect(exchange.services.audio.openLegs).toBe(0)
    expect(exchange.services.calls.list()).toEqual([call])
  })

  test.each([
    ['<Reject reason="busy"/>', 'busy'],
    ['<Hangup/>', 'completed'],
    [null, 'failed'],
  ])('whose document is %s is %s', async (verbs, status) => {
    expect((await callApp(verbs)).call.status).toBe(status)
  })

  test('that never answers is no-answer when its time is over', async () => {
    const { exchange, call } = await callApp('<Pause length="60"/>')
    exchange.advance(25_000)
    await exchange.settle()
    expect(call.status).toBe('no-answer')
    exchange.advance(60_000)
    await exchange.settle()
    expect(call.status).toBe('no-answer')
  })
})

test.each(['app:', 'app:AP1', `app:${'A'.repeat(34)}`, `client:app:AP${'0'.repeat(32)}`])(
  '%s is no address of an App',
  (text) => expect(parseAppAddress(text)).toBeNull(),
)
