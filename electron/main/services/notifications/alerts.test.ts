import { expect, it } from 'vitest'
import type { Log } from '../../log.ts'
import { createAlerts } from './alerts.ts'

const out = { title: 'You won’t get calls', body: 'The server heard nothing.' }
const back = { title: 'You get calls again', body: 'The server had heard nothing.' }

function open(supported = true) {
  const did: string[] = []
  const clicks: (() => void)[] = []
  const log: Log = { info: () => undefined, warn: () => undefined, error: () => undefined }
  const alerts = createAlerts({
    isSupported: () => supported,
    create: ({ title }) => ({
      on: (event: string, listener: (...given: never[]) => void) =>
        event === 'click' && clicks.push(() => listener()),
      show: () => did.push(`show ${title}`),
      close: () => did.push(`close ${title}`),
    }),
    show: () => did.push('window'),
    log,
  })
  return { alerts, did, clicks }
}

it('notifies once an agent who does not see the window, and shows the window on a click', () => {
  const { alerts, did, clicks } = open()
  alerts.update(out, false)
  alerts.update(out, false)
  clicks.forEach((click) => click())
  expect(did).toEqual([`show ${out.title}`, 'window'])
})

it('closes the notification when its cause is gone, and says when it is over', () => {
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
])('shows nothing if %s', (_, seen, supported) => {
  const { alerts, did } = open(supported)
  alerts.update(out, seen)
  expect(did).toEqual([])
})
