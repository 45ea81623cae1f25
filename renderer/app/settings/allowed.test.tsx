import { cleanup, render, screen } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { expect, test } from 'vitest'
import { mergeSettings } from '../../../electron/contract/merge-settings.ts'
import type { SomeSettings } from '../../../electron/contract/settings.ts'
import '../../../tests/fakes/open-app.tsx'
import { idle } from '../../gallery/base.ts'
import { recordingActions } from '../../../tests/fakes/recording-actions.ts'
import { states } from '../../gallery/states.ts'
import { App } from '../app.tsx'
import type { AppView } from '../../view/app-view.ts'
import { SettingsContext, noScreenRequests, unknownSettings } from '../../view/settings-context.ts'

const nothing = () => undefined
const actions = {
  change: nothing,
  testHotkeys: nothing,
  sampleRing: nothing,
  lookForDevices: nothing,
  exported: () => '',
  importFrom: nothing,
  allowNotifications: nothing,
  openMini: nothing,
  lookForUpdates: nothing,
  exportDiagnostics: nothing,
  chooseServer: nothing,
  runServer: nothing,
  beCustomer: nothing,
  openMicrophoneSettings: nothing,
  removeFromTwilio: nothing,
  forgetTwilio: nothing,
}

function draw(view: AppView, policy: SomeSettings) {
  const settings = { ...unknownSettings, effective: mergeSettings({}, policy) }
  render(
    <SettingsContext value={{ settings, actions, requests: noScreenRequests, onSeen: nothing }}>
      <App view={view} actions={recordingActions().actions} />
    </SettingsContext>,
  )
}

const enabled = (name: RegExp) =>
  screen.queryAllByRole('button', { name }).some((button) => button.ariaDisabled !== 'true')

test.each([
  ['features.transfer', /^Transfer/],
  ['features.conference', /^Add/],
  ['features.outbound', /^New call/],
  ['recording.control', /Pause recording/],
] as const)('%s is there, and gone where a policy says so', (key, name) => {
  const inCall = states['call-recording']
  draw(inCall, {})
  expect(enabled(name)).toBe(true)
  cleanup()
  draw(inCall, { [key]: false })
  expect(enabled(name)).toBe(false)
  const [button] = screen.getAllByRole('button', { name })
  expect(button?.getAttribute('aria-description')).toBe('Not allowed by your organisation')
})

test('without outgoing calls there is no dialler, and nothing that would fill it in', async () => {
  const user = userEvent.setup()
  const history = () => user.click(screen.getByRole('button', { name: 'History' }))
  draw(idle, {})
  expect(screen.queryByRole('combobox', { name: /number/i })).not.toBeNull()
  expect(enabled(/^Dial /)).toBe(true)
  await history()
  expect(enabled(/^Dial /)).toBe(true)
  cleanup()
  draw(idle, { 'features.outbound': false })
  expect(screen.queryByRole('combobox', { name: /number/i })).toBeNull()
  expect(enabled(/^Dial /)).toBe(false)
  await history()
  expect(enabled(/^Dial /)).toBe(false)
})
