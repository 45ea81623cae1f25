import { afterEach, expect, it, vi } from 'vitest'
import { createDesktopPage, createWebPage } from './page.ts'

let stop = (): void => undefined
afterEach(() => stop())

/** What the Voice SDK's own listener hears, which was there before ours. */
function leave(keeps: boolean) {
  const sdk = vi.fn<() => void>()
  window.addEventListener('pagehide', sdk, { once: true })
  stop = createWebPage(window).onLeaving(() => keeps)
  window.dispatchEvent(new Event('pagehide'))
  window.removeEventListener('pagehide', sdk)
  return sdk
}

it('keeps the SDK from hanging up a call that comes back', () => {
  expect(leave(true)).not.toHaveBeenCalled()
})

it('lets it end everything else', () => {
  expect(leave(false)).toHaveBeenCalledOnce()
})

it.each([createWebPage, createDesktopPage])(
  'remembers for the next page which calls are muted',
  (create) => {
    create(window).keepMuted(['call-1'])
    expect(create(window).muted()).toEqual(['call-1'])
  },
)

it('keeps how far each agent got, for the next page and the next start', () => {
  const page = createWebPage(window)
  page.keepProgress('u-ada', { heardRing: true, finished: false })
  page.keepProgress('u-grace', { heardRing: false, finished: true })
  const next = createDesktopPage(window)
  expect(next.progressOf('u-ada')).toEqual({ heardRing: true, finished: false })
  expect(next.progressOf('u-grace')).toEqual({ heardRing: false, finished: true })
  localStorage.setItem('cordboard.started', '{"u-ada":1}')
  expect(next.progressOf('u-ada')).toEqual({ heardRing: false, finished: false })
})

it.each(['', '{', '{"call-1":true}', '[1]'])('takes %j for no call', (kept) => {
  sessionStorage.setItem('cordboard.muted', kept)
  expect(createWebPage(window).muted()).toEqual([])
})

it('shows the state in the tab and on its icon', () => {
  document.head.innerHTML = '<link rel="icon" href="./cordboard.svg">'
  const icon = document.querySelector('link')
  const page = createWebPage(window)
  page.show({ title: '⏸ On hold 0:38', icon: 'on-hold', badge: null })
  expect([document.title, icon?.getAttribute('href')]).toEqual([
    '⏸ On hold 0:38',
    './status-on-hold.svg',
  ])
  page.show({ title: 'Cordboard', icon: 'product', badge: null })
  expect(icon?.getAttribute('href')).toBe('./cordboard.svg')
})

it('does not load the icon again for each second in the title', () => {
  document.head.innerHTML = '<link rel="icon" href="./cordboard.svg">'
  const set = vi.spyOn(Element.prototype, 'setAttribute')
  const page = createWebPage(window)
  for (const second of [1, 2, 3]) {
    page.show({ title: `On a call 0:0${second}`, icon: 'on-a-call', badge: null })
  }
  expect(document.title).toBe('On a call 0:03')
  expect(set.mock.calls).toEqual([['href', './status-on-a-call.svg']])
  set.mockRestore()
})

it('leaves the icon of the desktop to the tray', () => {
  document.head.innerHTML = '<link rel="icon" href="./cordboard.svg">'
  createDesktopPage(window).show({ title: 'On a call 7:42', icon: 'on-a-call', badge: null })
  expect(document.title).toBe('On a call 7:42')
  expect(document.querySelector('link')?.getAttribute('href')).toBe('./cordboard.svg')
})

it.each([
  [1, ['set', 1]],
  ['dot', ['set', undefined]],
  [null, ['clear']],
] as const)('the badge %s is on the icon of an installed page', (badge, done) => {
  const asked: unknown[] = []
  const note = async (...what: unknown[]) => void asked.push(...what)
  const navigator = {
    setAppBadge: (count?: number) => note('set', count),
    clearAppBadge: () => note('clear'),
  }
  const page = createWebPage({
    sessionStorage,
    localStorage,
    document,
    navigator,
    addEventListener: () => undefined,
    removeEventListener: () => undefined,
  })
  for (const title of ['Cordboard 0:01', 'Cordboard 0:02']) {
    page.show({ title, icon: 'product', badge })
  }
  expect(asked).toEqual(done)
})
