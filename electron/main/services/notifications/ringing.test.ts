import { EventEmitter } from 'node:events'
import type { NotificationConstructorOptions } from 'electron'
import { expect, test } from 'vitest'
import type { Ring } from '../../../contract/panel.ts'
import { createLog } from '../../log.ts'
import { createRinging } from './ringing.ts'

class FakeNotification extends EventEmitter {
  readonly options: NotificationConstructorOptions
  visible = false
  constructor(options: NotificationConstructorOptions) {
    super()
    this.options = options
  }
  show(): void {
    this.visible = true
  }
  close(): void {
    this.visible = false
  }
}

function make(supported = true, create?: () => never) {
  const made: FakeNotification[] = []
  const seen: unknown[] = []
  let last: readonly Ring[] = []
  const ringing = createRinging({
    isSupported: () => supported,
    create(options) {
      create?.()
      const notification = new FakeNotification(options)
      made.push(notification)
      return notification
    },
    onChange(rings) {
      last = rings
      seen.push(rings.map(({ callId }) => callId).join(' '))
    },
    onAction: (action) => void seen.push(action),
    log: createLog('silent'),
  })
  return { ringing, made, seen, rings: () => last }
}

const ring: Ring = {
  callId: 'call-1',
  title: 'Incoming call',
  body: 'Marta',
  queue: 'Support',
  number: null,
  note: null,
  waitsSince: null,
  deadline: null,
}

test('a ring is shown without its own sound, and closed when it is cleared', () => {
  const { ringing, made, seen } = make()
  ringing.show(ring)
  expect(made[0]?.options).toMatchObject({ title: 'Incoming call', body: 'Marta', silent: true })
  expect(made[0]?.visible).toBe(true)
  ringing.clear('call-1')
  expect(made[0]?.visible).toBe(false)
  expect(seen).toEqual(['call-1', ''])
})

test('a click shows the window; the first action answers, the second declines', () => {
  const { ringing, made, seen } = make()
  ringing.show(ring)
  made[0]?.emit('click')
  made[0]?.emit('action', {}, 0)
  made[0]?.emit('action', {}, 1)
  made[0]?.emit('action', {}, 7)
  expect(seen.slice(1)).toEqual([
    { callId: 'call-1', action: 'show' },
    { callId: 'call-1', action: 'answer' },
    { callId: 'call-1', action: 'decline' },
  ])
})

test('the same call again replaces its notification; another has its own', () => {
  const { ringing, made, seen, rings } = make()
  ringing.show(ring)
  ringing.show({ ...ring, body: 'Marta Oliveira' })
  ringing.show({ ...ring, callId: 'call-2' })
  expect(made.map(({ visible }) => visible)).toEqual([false, true, true])
  expect(rings().map(({ body }) => body)).toEqual(['Marta Oliveira', 'Marta'])
  ringing.clear('call-2')
  expect(seen.at(-1)).toBe('call-1')
  ringing.clearAll()
  expect(made.map(({ visible }) => visible)).toEqual([false, false, false])
  expect(seen.at(-1)).toBe('')
})

test('what only the ring window shows comes later without a second notification', () => {
  const { ringing, made, rings } = make()
  ringing.show(ring)
  ringing.show({ ...ring, deadline: '2026-03-01T09:00:20.000Z' })
  expect(made.map(({ visible }) => visible)).toEqual([true])
  expect(rings()).toMatchObject([{ deadline: '2026-03-01T09:00:20.000Z' }])
  ringing.clear('call-1')
  expect(made[0]?.visible).toBe(false)
})

test('clearing what does not ring changes nothing', () => {
  const { ringing, made, seen } = make()
  ringing.show(ring)
  ringing.clear('call-9')
  expect(made[0]?.visible).toBe(true)
  expect(seen).toEqual(['call-1'])
})

test.each([
  ['shows none', make(false)],
  [
    'fails',
    make(true, () => {
      throw new Error('no notification daemon')
    }),
  ],
])('if the system %s, everything else still shows the ring', (_name, { ringing, made, seen }) => {
  ringing.show(ring)
  ringing.clear('call-1')
  expect(made).toEqual([])
  expect(seen).toEqual(['call-1', ''])
})
