import { cleanup, render } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { afterEach } from 'vitest'
import { App } from '../../renderer/app/app.tsx'
import type { AppView } from '../../renderer/view/app-view.ts'
import { ClockContext } from '../../renderer/ui/time/clock.tsx'
import { galleryNow } from '../../renderer/gallery/people.ts'
import { recordingActions } from './recording-actions.ts'

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

afterEach(cleanup)

/** Draws the app in jsdom at the gallery's still time. `show` gives it another view; `recorded` lists what was done. */
export function open(view: AppView, now = galleryNow) {
  const { actions, recorded } = recordingActions()
  const clock = () => now
  const draw = (shown: AppView) => (
    <ClockContext value={clock}>
      <App view={shown} actions={actions} />
    </ClockContext>
  )
  const { rerender } = render(draw(view))
  return { user: userEvent.setup(), recorded, show: (next: AppView) => rerender(draw(next)) }
}
