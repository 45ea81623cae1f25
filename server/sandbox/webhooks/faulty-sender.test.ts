import { describe, expect, test, vi } from 'vitest'
import { createManualClock } from '../network/testing/manual-clock.ts'
import { createFaultySender, createWebhookFaults } from './faulty-sender.ts'
import type { WebhookFault } from './faulty-sender.ts'
import { noAnswer } from './sender.ts'

const request = (path: string, event = 'x') => ({
  url: `http://app${path}`,
  params: { StatusCallbackEvent: event },
})
const fault = (does: WebhookFault['does'], more: Partial<WebhookFault> = {}): WebhookFault => ({
  path: '/',
  event: null,
  does,
  afterMs: 1000,
  status: 404,
  times: 1,
  probability: 1,
  seed: 1,
  ...more,
})

function rig(...faults: WebhookFault[]) {
  const clock = createManualClock()
  const sent: string[] = []
  const left = createWebhookFaults()
  for (const each of faults) left.add(each)
  const sender = createFaultySender(
    {
      send(each) {
        sent.push(new URL(each.url).pathname)
        return Promise.resolve({ ...noAnswer(each.url), ok: true, status: 200 })
      },
      close() {},
    },
    clock,
    left,
  )
  return { clock, left, sent, sender }
}

describe('a webhook', () => {
  test('that is dropped is never sent, and looks unanswered', async () => {
    const { left, sent, sender } = rig(fault('drop'))
    expect((await sender.send(request('/a'))).ok).toBe(false)
    expect((await sender.send(request('/b'))).ok).toBe(true)
    expect(sent).toEqual(['/b'])
    expect(left.list()).toEqual([])
  })

  test('that fails is never sent, and looks answered with the status', async () => {
    const { sent, sender } = rig(fault('fail'))
    expect(await sender.send(request('/a'))).toMatchObject({ ok: false, status: 404 })
    expect(sent).toEqual([])
  })

  test('that hangs is unanswered after the 15 seconds that Twilio waits', async () => {
    const { clock, sent, sender } = rig(fault('hang'))
    let answer: { ok: boolean; status: number } | null = null
    void sender.send(request('/a')).then((came) => (answer = came))
    clock.advance(14_999)
    await Promise.resolve()
    expect(answer).toBeNull()
    clock.advance(1)
    await vi.waitFor(() => expect(answer).toMatchObject({ ok: false, status: 0 }))
    expect(sent).toEqual([])
  })

  test('that is delayed keeps its answer waiting', async () => {
    const { clock, sent, sender } = rig(fault('delay'))
    const answer = sender.send(request('/a'))
    expect(sent).toEqual([])
    clock.advance(1000)
    expect((await answer).ok).toBe(true)
  })

  test('that is postponed is overtaken', async () => {
    const { clock, sent, sender } = rig(fault('postpone'))
    await sender.send(request('/a'))
    await sender.send(request('/b'))
    clock.advance(1000)
    expect(sent).toEqual(['/b', '/a'])
  })

  test('that is reordered is overtaken by chance, and with the same seed in the same way', async () => {
    const orderBy = async (seed: number) => {
      const { clock, sent, sender } = rig(fault('reorder', { times: null, seed }))
      for (const path of ['/a', '/b', '/c', '/d', '/e', '/f']) await sender.send(request(path))
      clock.advance(1000)
      return sent
    }
    const order = await orderBy(3)
    expect(order.toSorted()).toEqual(['/a', '/b', '/c', '/d', '/e', '/f'])
    expect(order).not.toEqual(order.toSorted())
    expect(await orderBy(3)).toEqual(order)
  })

  test('that is duplicated comes twice', async () => {
    const { sent, sender } = rig(fault('duplicate'))
    expect((await sender.send(request('/a'))).ok).toBe(true)
    expect(sent).toEqual(['/a', '/a'])
  })

  test('is hit by its path and its event, so many times', async () => {
    const { sent, sender } = rig(fault('drop', { path: '/conf', event: 'leave', times: 2 }))
    for (const [path, event] of [
      ['/conf/1', 'join'],
      ['/conf/2', 'leave'],
      ['/call/3', 'leave'],
      ['/conf/4', 'leave'],
      ['/conf/5', 'leave'],
    ] as const) {
      await sender.send(request(path, event))
    }
    expect(sent).toEqual(['/conf/1', '/call/3', '/conf/5'])
  })

  test('that waits is forgotten at the end', async () => {
    const { clock, sent, sender } = rig(fault('postpone'))
    await sender.send(request('/a'))
    sender.close()
    clock.advance(5000)
    expect(sent).toEqual([])
  })
})
