import { render } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { App } from '../../renderer/app/app.tsx'
import type { AppView } from '../../renderer/view/app-view.ts'
import { ClockContext } from '../../renderer/ui/time/clock.tsx'
import { galleryNow } from '../../renderer/gallery/people.ts'
import { recordingActions } from './recording-actions.ts'

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
