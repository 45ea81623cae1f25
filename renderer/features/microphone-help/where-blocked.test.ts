import { expect, it } from 'vitest'
import { findBlocker } from './where-blocked.ts'

const webkit = 'AppleWebKit/537.36 (KHTML, like Gecko)'
const chrome = `Mozilla/5.0 (Windows NT 10.0; Win64; x64) ${webkit} Chrome/130.0.0.0 Safari/537.36`
const edge = `${chrome} Edg/130.0.0.0`
const firefox = 'Mozilla/5.0 (X11; Linux x86_64; rv:132.0) Gecko/20100101 Firefox/132.0'
const safari =
  'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.0 Safari/605.1.15'

it.each([
  ['chromium', chrome],
  ['chromium', edge],
  ['firefox', firefox],
  ['safari', safari],
])('a browser: %s', (blocker, userAgent) => {
  expect(findBlocker('browser', { userAgent, secure: true })).toBe(blocker)
})

it.each([
  ['windows', chrome],
  ['mac', safari.replace('Version/18.0', 'Chrome/130.0.0.0 Electron/33.0.0')],
  ['linux', firefox],
])('the system of the desktop: %s', (blocker, userAgent) => {
  expect(findBlocker('desktop', { userAgent, secure: true })).toBe(blocker)
})

it('a page without https has no microphone in any browser', () => {
  expect(findBlocker('browser', { userAgent: firefox, secure: false })).toBe('insecure')
})
