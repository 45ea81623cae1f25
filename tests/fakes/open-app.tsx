import { render } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { use, type ReactNode } from 'react'
import { mergeSettings } from '../../electron/contract/merge-settings.ts'
import type { SomeSettings } from '../../electron/contract/settings.ts'
import { App } from '../../renderer/app/app.tsx'
import type { AppView } from '../../renderer/view/app-view.ts'
import { SettingsContext } from '../../renderer/view/settings-context.ts'
import { ClockContext } from '../../renderer/ui/time/clock.tsx'
import { galleryNow } from '../../renderer/gallery/people.ts'
import { recordingActions } from './recording-actions.ts'

/**
 * Draws the app in jsdom at the gallery's still time, with these choices in the settings. `show` gives it another view;
 * `recorded` lists what was done.
 */
export function open(view: AppView, now = galleryNow, choices: SomeSettings = {}) {
  const { actions, recorded } = recordingActions()
  const clock = () => now
  const draw = (shown: AppView) => (
    <ClockContext value={clock}>
      <Chosen choices={choices}>
        <App view={shown} actions={actions} />
      </Chosen>
    </ClockContext>
  )
  const { rerender, unmount } = render(draw(view))
  return {
    user: userEvent.setup(),
    recorded,
    unmount,
    show: (next: AppView) => rerender(draw(next)),
  }
}

function Chosen({ choices, children }: { choices: SomeSettings; children: ReactNode }) {
  const around = use(SettingsContext)
  const settings = { ...around.settings, effective: mergeSettings(choices, {}) }
  return <SettingsContext value={{ ...around, settings }}>{children}</SettingsContext>
}
