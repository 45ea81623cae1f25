// @vitest-environment jsdom
import { afterEach, expect, it, vi } from 'vitest'
import { createWebPage } from './page-leaving.ts'

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
