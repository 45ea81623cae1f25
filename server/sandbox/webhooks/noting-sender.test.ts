import { expect, test } from 'vitest'
import { createNotices } from '../telephony/notices.ts'
import { createNotingSender } from './noting-sender.ts'
import { createOrderedSender } from './ordered.ts'
import { noAnswer } from './sender.ts'
import type { WebhookResponse } from './sender.ts'

const URL = 'http://app/status'

function senderThatAnswers(response: Partial<WebhookResponse>) {
  const notices = createNotices(() => {})
  const answer = { ...noAnswer(URL), ...response }
  const sender = createNotingSender({ send: () => Promise.resolve(answer), close() {} }, notices)
  const settled = () => new Promise((resolve) => setImmediate(resolve))
  return { sender, notices, settled, tell: createOrderedSender(sender) }
}

test('a call’s status callback that fails is warned of with what was sent and answered', async () => {
  const { tell, notices, settled } = senderThatAnswers({ status: 500, text: 'oops' })
  const params = { CallSid: 'CA1', CallbackSource: 'call-progress-events' }
  tell({ url: URL, params })
  await settled()
  expect(notices.list()).toEqual([
    {
      level: 'warning',
      code: 15003,
      message: 'Got HTTP 500 in response to the status callback',
      callSid: 'CA1',
      url: URL,
      exchange: { method: 'POST', params, body: 'oops' },
    },
  ])
})

test('another callback that nobody answers is a retrieval failure', async () => {
  const { tell, notices, settled } = senderThatAnswers({})
  tell({ url: URL, method: 'GET', params: { ConferenceSid: 'CF1' } })
  await settled()
  expect(notices.list()).toMatchObject([
    { code: 11200, message: expect.stringContaining('no answer'), exchange: { method: 'GET' } },
  ])
})

test('what was answered, what asks for instructions, and an end are no failures', async () => {
  const answered = senderThatAnswers({ ok: true, status: 204 })
  answered.tell({ url: URL, params: {} })
  await answered.settled()
  const failing = senderThatAnswers({ status: 404 })
  await failing.sender.send({ url: URL, params: {} })
  failing.sender.close()
  failing.tell({ url: URL, params: {} })
  await failing.settled()
  expect([answered.notices.list(), failing.notices.list()]).toEqual([[], []])
})
