import twilio from 'twilio'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { control } from '../../server/sandbox/rest/testing/control.ts'
import { CUSTOMER, startBench, until } from './bench.ts'
import type { Bench } from './bench.ts'
import { startFailingApp } from './failing-app.ts'
import type { Act } from './failing-app.ts'

/** https://www.twilio.com/docs/usage/webhooks/webhooks-connection-overrides */

let bench: Bench
let app: Awaited<ReturnType<typeof startFailingApp>>
beforeAll(async () => {
  bench = await startBench()
  app = await startFailingApp()
  await bench.phones.behave(CUSTOMER, { answers: { afterSeconds: 0 } })
})
afterAll(async () => {
  await bench.close()
  await app.close()
})

interface Sent {
  readonly url: string
  readonly params: { readonly CallSid?: string }
  readonly answer: { readonly status: number; readonly attempts: number } | null
}

/** What became of the request for the document of a new call. */
async function ask(url: string) {
  const { sid } = await bench.client.calls.create({ from: bench.number, to: CUSTOMER, url })
  return await until(async () => {
    const { webhooks } = await control<{ webhooks: Sent[] }>(
      bench.description.baseUrl,
      'GET',
      '/snapshot',
    )
    const answer = webhooks.find((sent) => sent.url === url && sent.params.CallSid === sid)?.answer
    if (!answer) throw new Error('it is still under way')
    await bench.client
      .calls(sid)
      .update({ status: 'completed' })
      .catch(() => 'it is over')
    return answer
  })
}

test.each<[what: string, fragment: string, acts: Act[], requests: number, status: number]>([
  ['by default a 500 is not tried again', '', [500], 1, 500],
  ['by default a 404 is not tried again', '', [404], 1, 404],
  ['5xx', '#rp=5xx', [500], 2, 200],
  ['a 404 is no 5xx', '#rc=2&rp=5xx', [404], 1, 404],
  ['4xx', '#rp=4xx', [429], 2, 200],
  ['a 503 is no 4xx', '#rp=4xx', [503], 1, 503],
  ['rc: so often and no oftener', '#rc=2&rp=5xx', [503, 503, 503], 3, 503],
  ['rc=0: never', '#rc=0&rp=all', [503], 1, 503],
  ['all', '#rc=3&rp=all', [500, 404, 'close'], 4, 200],
  ['a list', '#rc=2&rp=rt,5xx', ['close', 502], 3, 200],
  ['rt: no answer in time', '#rt=200&rp=rt', ['silence'], 2, 200],
  ['without rt, silence is not tried again', '#rt=200', ['silence'], 1, 0],
  ['a partial answer is never tried again', '#rc=5&rp=all', ['half'], 1, 0],
  ['tt: for all attempts together', '#rc=5&rt=400&tt=600&rp=rt', ['silence', 'silence', 500], 2, 0],
])('%s', async (_, fragment, acts, requests, status) => {
  app.behave(acts)
  expect(await ask(`${app.baseUrl}/voice?step=1${fragment}`)).toMatchObject({
    status,
    attempts: requests,
  })
  expect(app.received).toHaveLength(requests)
})

test('by default a connection that is refused is tried again, one time', async () => {
  // Nothing listens at port 1.
  expect(await ask('http://127.0.0.1:1/voice')).toMatchObject({ status: 0, attempts: 2 })
  expect(await ask('http://127.0.0.1:1/voice#rc=4')).toMatchObject({ status: 0, attempts: 5 })
})

test('the fragment is in no signature, and all attempts have one idempotency token', async () => {
  app.behave([500])
  await ask(`${app.baseUrl}/voice?step=1#rp=5xx`)
  const [first, second] = app.received
  for (const { url, signature, params } of app.received) {
    expect(url).toBe(`${app.baseUrl}/voice?step=1`)
    expect(twilio.validateRequest(bench.description.authToken, signature, url, params)).toBe(true)
  }
  expect(second?.token).toBe(first?.token)
  app.behave([])
  await ask(`${app.baseUrl}/voice`)
  expect(app.received[0]?.token).not.toBe(first?.token)
})

test('status callbacks have overrides too', async () => {
  app.behave([503])
  const { sid } = await bench.client.calls.create({
    from: bench.number,
    to: CUSTOMER,
    twiml: '<Response/>',
    statusCallback: `${app.baseUrl}/status#rp=5xx`,
  })
  await until(() => expect(app.received).toHaveLength(2))
  expect(app.received).toMatchObject([{ params: { CallSid: sid } }, { params: { CallSid: sid } }])
})

test('URLs in TwiML have overrides too', async () => {
  const document = bench.serve('/first', (response) =>
    response.redirect(`${app.baseUrl}/second#rp=5xx`),
  )
  app.behave([500])
  await ask(document)
  await until(() => expect(app.received).toHaveLength(2))
})

test('a retry policy that does not exist: 11243, and nothing is sent', async () => {
  app.behave([])
  const url = `${app.baseUrl}/voice#rp=sometimes`
  await ask(url)
  expect(app.received).toEqual([])
  const [alert] = await bench.client.monitor.v1.alerts.list({ limit: 1 })
  expect(alert).toMatchObject({ errorCode: '11243', requestUrl: url })
})
