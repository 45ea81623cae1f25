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
