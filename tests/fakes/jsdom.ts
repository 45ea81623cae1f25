import { cleanup } from '@testing-library/react'
import { afterEach } from 'vitest'

// What the menus and lists ask of a browser and jsdom does not have: sizes, modal dialogs, scrolling, escaping.
class StillObserver {
  observe() {}
  unobserve() {}
  disconnect() {}
}
globalThis.ResizeObserver ??= StillObserver
HTMLDialogElement.prototype.showModal ??= function showModal() {
  this.open = true
}
HTMLDialogElement.prototype.close ??= function close() {
  this.open = false
}
Element.prototype.scrollIntoView ??= () => {}
Element.prototype.hasPointerCapture ??= () => false
globalThis.CSS ??= {} as typeof CSS
CSS.escape ??= (text: string) => text.replaceAll(/[^\w-]/g, String.raw`\$&`)

/** Answers `(min-width: …px)` for jsdom's window, `window.innerWidth` and a resize change it. */
globalThis.matchMedia ??= (query) => {
  const px = Number(/\d+/.exec(query)?.[0])
  const list = {
    media: query,
    get matches() {
      return window.innerWidth >= px
    },
    addEventListener: (_: string, changed: () => void) =>
      window.addEventListener('resize', changed),
    removeEventListener: (_: string, changed: () => void) =>
      window.removeEventListener('resize', changed),
  }
  // The cast: what the screens use of it.
  return list as unknown as MediaQueryList
}

const usualWidth = 900
window.innerWidth = usualWidth

// The next file finds an empty page, in a window of the usual width.
afterEach(() => {
  cleanup()
  window.innerWidth = usualWidth
})
