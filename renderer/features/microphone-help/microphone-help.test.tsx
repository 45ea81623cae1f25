import { render, screen } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { mergeSettings } from '../../../electron/contract/merge-settings.ts'
import { open } from '../../../tests/fakes/open-app.tsx'
import { recordingActions } from '../../../tests/fakes/recording-actions.ts'
import { App } from '../../app/app.tsx'
import { idle } from '../../gallery/base.ts'
import { states } from '../../gallery/states.ts'
import type { AppView } from '../../view/app-view.ts'
import { SettingsContext, unknownSettings } from '../../view/settings-context.ts'
import type { SettingsView } from '../../view/settings-view.ts'

const headset = { id: 'd1', label: 'Jabra Evolve2 65 Mono' }
const own = { id: 'd2', label: 'Built-in Audio Analog Stereo' }
const webcam = { id: 'd3', label: 'Webcam C920' }

function openWith(view: AppView, settings: Partial<SettingsView>) {
  const { actions, recorded } = recordingActions()
  const note =
    (what: string) =>
    (...given: unknown[]) =>
      void recorded.push([what, ...given])
  render(
    <SettingsContext
      value={{
        settings: { ...unknownSettings, ...settings },
        requests: { dial: null, settings: false },
        onSeen: () => undefined,
        // The cast: every other one is not called here.
        actions: {
          change: note('change'),
          openMicrophoneSettings: note('openMicrophoneSettings'),
          lookForDevices: () => undefined,
        } as never,
      }}
    >
      <App view={view} actions={actions} />
    </SettingsContext>,
  )
  return { user: userEvent.setup(), recorded }
}

function named(...microphones: (typeof own)[]) {
  return { kind: 'named', microphones, outputs: [], canChooseOutput: true } as const
}

afterEach(() => vi.unstubAllGlobals())

function browse(userAgent: string, secure = true): void {
  vi.spyOn(navigator, 'userAgent', 'get').mockReturnValue(userAgent)
  vi.stubGlobal('isSecureContext', secure)
}

describe('how to allow the microphone', () => {
  test('is shown while it stays blocked, tries again, and is closed', async () => {
    browse('Chrome/130.0.0.0 Safari/537.36')
    const { user, recorded, show } = open(states['microphone-help'])
    expect(screen.getByRole('dialog', { name: 'Allow the microphone' })).toBeTruthy()
    expect(screen.getByText('Click the icon at the left of the address.')).toBeTruthy()
    await user.click(screen.getByRole('button', { name: 'Try again' }))
    await user.click(screen.getByRole('button', { name: 'Close' }))
    await user.keyboard('{Escape}')
    expect(recorded).toEqual([['fixReadiness'], ['closeMicrophoneHelp'], ['closeMicrophoneHelp']])
    show(idle)
    expect(screen.queryByRole('dialog')).toBeNull()
  })

  test.each([
    ['Gecko/20100101 Firefox/132.0', 'Remove the block with ✕.'],
    ['Version/18.0 Safari/605.1.15', 'Set Microphone to Allow.'],
  ])('is told for %s', (userAgent, step) => {
    browse(userAgent)
    open(states['microphone-help'])
    expect(screen.getByText(step)).toBeTruthy()
  })

  test('sends an agent without https to IT', () => {
    browse('Chrome/130.0.0.0 Safari/537.36', false)
    open(states['microphone-help'])
    expect(screen.getByText('Ask IT for the https:// address of Cordboard.')).toBeTruthy()
  })

  test('opens the settings of Windows on the desktop', async () => {
    browse('Mozilla/5.0 (Windows NT 10.0; Win64; x64) Electron/33.0.0')
    const { user, recorded } = openWith(states['microphone-help'], { place: 'desktop' })
    await user.click(screen.getByRole('button', { name: 'Open the settings' }))
    expect(recorded).toEqual([['openMicrophoneSettings']])
  })
})

describe('without a microphone', () => {
  const view = states['failure-microphone-missing']

  test('the computer’s own is used with one press', async () => {
    const { user, recorded } = openWith(view, { devices: named(webcam, own) })
    await user.click(screen.getByRole('button', { name: 'Use built-in microphone' }))
    expect(recorded).toEqual([['change', { 'audio.microphone': own }]])
  })

  test('another one than the chosen one is named, and the others are in the settings', async () => {
    const effective = mergeSettings({ 'audio.microphone': headset }, {})
    const { user } = openWith(view, { devices: named(headset, webcam), effective })
    expect(screen.getByRole('button', { name: 'Use Webcam C920' })).toBeTruthy()
    await user.click(screen.getByRole('button', { name: 'Choose another…' }))
    expect(screen.getByRole('heading', { name: 'Settings' })).toBeTruthy()
  })

  test('nothing but another look helps where there is no other', async () => {
    const { user, recorded } = openWith(view, { devices: named() })
    await user.click(screen.getByRole('button', { name: 'Check again' }))
    expect(recorded).toEqual([['fixReadiness']])
  })
})
