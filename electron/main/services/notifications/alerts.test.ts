import { expect, it } from 'vitest'
import type { Log } from '../../log.ts'
import { createAlerts } from './alerts.ts'

const out = { title: 'No calls are routed to you', body: 'The server heard nothing.' }
const back = { title: 'Calls are routed to you again', body: 'The server had heard nothing.' }

function open(supported = true) {
  const did: string[] = []
  const clicks: (() => void)[] = []
  const log: Log = { info: () => undefined, warn: () => undefined, error: () => undefined }
  const alerts = createAlerts({
    isSupported: () => supported,
    create: ({ title }) => ({
      on: (event: string, listener: (event: unknown, error: string) => void) =>
        event === 'click' && clicks.push(() => listener(null, '')),
      show: () => did.push(`show ${title}`),
      close: () => did.push(`close ${title}`),
    }),
    show: () => did.push('window'),
    log,
  })
  return { alerts, did, clicks }
}

it('tells once who looks elsewhere, and brings the window when pressed', () => {
  const { alerts, did, clicks } = open()
  alerts.update(out, false)
  alerts.update(out, false)
  clicks.forEach((click) => click())
  expect(did).toEqual([`show ${out.title}`, 'window'])
})

it('takes the news back with its cause, and says when it is over', () => {
  const { alerts, did } = open()
  alerts.update(out, false)
  alerts.update(back, false)
  alerts.update(null, false)
  expect(did).toEqual([
    `show ${out.title}`,
    `close ${out.title}`,
    `show ${back.title}`,
    `close ${back.title}`,
  ])
})

it.each([
  ['the window is before the person', true, true],
  ['no notifications are wanted', false, false],
])('says nothing where %s', (_, seen, supported) => {
  const { alerts, did } = open(supported)
  alerts.update(out, seen)
  expect(did).toEqual([])
})
