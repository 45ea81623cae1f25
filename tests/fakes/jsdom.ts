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

// The next file finds an empty page.
afterEach(cleanup)
