import { expect, test } from 'vitest'
import { createManualClock } from '../network/testing/manual-clock.ts'
import { createFaultySender, createWebhookFaults } from './faulty-sender.ts'
import { noAnswer } from './sender.ts'
import { createLoggedSender } from './webhook-log.ts'

function rig() {
  const clock = createManualClock()
  const sent: string[] = []
  const logged = createLoggedSender(
    {
      send({ url }) {
        sent.push(url)
        const answer = { ...noAnswer(url), ok: true, status: 200, text: `<${url}>` }
        return url === 'never' ? new Promise(() => {}) : Promise.resolve(answer)
      },
      close() {},
    },
    clock,
    { headersFor: (url) => ({ 'x-twilio-signature': `signed ${url}` }) },
  )
  const faults = createWebhookFaults()
  const sender = createFaultySender(logged, clock, faults, logged.logDropped)
  const send = (url: string) => sender.send({ url, params: { A: url } })
  return { clock, sent, logged, faults, send }
}

test('what was sent is kept with its answer, the newest first', async () => {
  const { logged, send } = rig()
  await send('a')
  void send('never')
  expect(logged.log.list()).toMatchObject([
    { number: 2, url: 'never', answer: null },
    {
      number: 1,
      method: 'POST',
      params: { A: 'a' },
      headers: { 'x-twilio-signature': 'signed a' },
      answer: { status: 200, text: '<a>' },
    },
  ])
})

test('one that was dropped says so; one that is late is there when it is sent', async () => {
  const { clock, faults, logged, send } = rig()
  const meant = { event: null, path: '/', afterMs: 1000, status: 500 }
  const odds = { probability: 1, seed: 1, times: 1, ...meant }
  faults.add({ ...odds, does: 'drop' })
  await send('http://app/dropped')
  faults.add({ ...odds, does: 'postpone' })
  await send('http://app/late')
  expect(logged.log.list()).toMatchObject([{ url: 'http://app/dropped', dropped: true }])
  clock.advance(1000)
  expect(logged.log.list()).toMatchObject([{ url: 'http://app/late' }, {}])
})

test('silenced it sends nothing and logs nothing', async () => {
  const { sent, logged, send } = rig()
  const speakAgain = logged.silence()
  expect(await send('a')).toMatchObject({ ok: false, status: 0 })
  expect([sent, logged.log.list()]).toEqual([[], []])
  speakAgain()
  expect(await send('b')).toMatchObject({ ok: true })
})
