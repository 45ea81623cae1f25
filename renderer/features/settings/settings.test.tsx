import { render, screen, within } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { expect, test, vi } from 'vitest'
import type { SettingsActions, SettingsView } from '../../view/settings-view.ts'
import { hotkeyNames, hotkeys } from '../../../electron/contract/hotkey-names.ts'
import { idle } from '../../gallery/base.ts'
import { settingsStates } from '../../gallery/settings-states.ts'
import { Settings } from './settings.tsx'

function open(name: string) {
  const done: unknown[] = []
  const note =
    (what: string) =>
    (...given: unknown[]) =>
      void done.push([what, ...given])
  const actions: SettingsActions = {
    change: note('change'),
    testHotkeys: note('test'),
    sampleRing: note('sample'),
    lookForDevices: () => undefined,
    exported: () => '{}',
    importFrom: note('import'),
    allowNotifications: note('allow notifications'),
    openMini: note('mini'),
    lookForUpdates: note('look-for-updates'),
    exportDiagnostics: note('diagnostics'),
    chooseServer: note('choose-server'),
    runServer: note('run'),
    beCustomer: note('be-customer'),
    openMicrophoneSettings: note('microphone-settings'),
    removeFromTwilio: note('remove'),
    forgetTwilio: note('forget'),
  }
  const draw = (view: SettingsView | undefined, onCall = false) => {
    if (view === undefined) throw new Error('The gallery has no such state.')
    return (
      <Settings
        view={view}
        session={idle.session}
        onCall={onCall}
        activities={idle.presence.choices}
        actions={actions}
      />
    )
  }
  const { rerender, unmount } = render(draw(settingsStates[name]))
  return {
    done,
    user: userEvent.setup(),
    /** Another state of the gallery, or the same in a call. */
    turn: (state: string, onCall = false) => rerender(draw(settingsStates[state], onCall)),
    show: (change: Partial<SettingsView>) => {
      const view = settingsStates[name]
      if (view !== undefined) rerender(draw({ ...view, ...change }))
    },
    unmount,
  }
}

test('each control changes its own setting', async () => {
  const { user, done } = open('settings')
  await user.selectOptions(
    screen.getByRole('combobox', { name: 'Ringer' }),
    'Jabra Evolve2 65 Mono',
  )
  await user.selectOptions(screen.getByRole('combobox', { name: 'Microphone' }), 'System default')
  await user.click(screen.getByRole('switch', { name: 'Flash in the taskbar' }))
  await user.selectOptions(screen.getByRole('combobox', { name: 'Theme' }), 'Dark')
  await user.selectOptions(
    screen.getByRole('combobox', { name: 'When the screen is locked' }),
    'Set me to Break until I unlock',
  )
  await user.click(screen.getByRole('button', { name: 'Play the ring' }))
  expect(done).toEqual([
    ['change', { 'audio.ringer': { id: 'd1', label: 'Jabra Evolve2 65 Mono' } }],
    ['change', { 'audio.microphone': null }],
    ['change', { 'notifications.flash': false }],
    ['change', { 'appearance.theme': 'dark' }],
    ['change', { 'status.whenLocked': 'Break' }],
    ['sample'],
  ])
})

test('what an organisation has set is shown, said, and cannot be changed', () => {
  open('settings-managed')
  const ringWindow = screen.getByRole('switch', { name: /Show the ring window/ })
  expect(ringWindow).toHaveProperty('disabled', true)
  expect(ringWindow).toHaveProperty('checked', true)
  const remarks = ringWindow.getAttribute('aria-describedby') ?? ''
  expect(document.getElementById(remarks)?.textContent).toContain('Set by your organisation')
  expect(
    screen.getByRole('button', { name: /Change the shortcut for Answer in any/ }),
  ).toHaveProperty('disabled', true)
  expect(screen.getByRole('switch', { name: 'Flash in the taskbar' })).toHaveProperty(
    'disabled',
    false,
  )
  expect(screen.getByText(/It wasn’t changed/)).toBeTruthy()
})

test('a device that is not connected stays chosen and is said to be missing', () => {
  open('settings-no-devices')
  const ringer = screen.getByRole('combobox', { name: 'Ringer' })
  expect(within(ringer).getByRole('option', { selected: true }).textContent).toBe(
    'Built-in Audio Analog Stereo (not connected)',
  )
})

test('a device is found again by its name where its id has changed', () => {
  const { show } = open('settings-no-devices')
  const ringer = screen.getByRole('combobox', { name: 'Ringer' })
  const shown = () => within(ringer).getByRole('option', { selected: true })
  const label = 'Built-in Audio Analog Stereo'
  const now = { id: 'new', label }
  show({
    devices: {
      kind: 'named',
      microphones: [],
      outputs: [{ id: 'x', label: 'Other' }, now],
      canChooseOutput: true,
    },
  })
  expect(shown()).toMatchObject({ value: 'new', textContent: label })
  show({ devices: { kind: 'unnamed', canChooseOutput: true } })
  expect(shown().textContent).toBe(label)
})

test('a key is taken by pressing it; Escape leaves it, and a bare letter is refused', async () => {
  const { user, done } = open('settings')
  const key = screen.getByRole('button', {
    name: /Change the shortcut for Mute and unmute in any program/,
  })
  await user.click(key)
  await user.keyboard('a')
  expect(screen.getByRole('alert').textContent).toMatch(/Add Ctrl or Alt, or use a function key/)
  await user.keyboard('{Escape}')
  expect(key.textContent).toBe('Ctrl Alt Shift M')
  await user.click(key)
  await user.keyboard('{Control>}{Alt>}k{/Alt}{/Control}')
  await user.click(
    screen.getByRole('button', { name: 'Remove the shortcut for Answer in any program' }),
  )
  expect(done).toEqual([
    ['test', true],
    ['test', false],
    ['test', true],
    ['test', false],
    ['change', { 'hotkey.toggle-mute': 'CommandOrControl+Alt+K' }],
    ['change', { 'hotkey.answer': null }],
  ])
})

test('a key that the system swallows because it is ours is known from the test, and refused with its owner', async () => {
  const { user, done, show } = open('settings')
  const answer = { name: /Change the shortcut for Answer in any program/ }
  await user.click(screen.getByRole('button', answer))
  show({ test: 'hang-up' })
  expect((await screen.findByRole('alert')).textContent).toMatch(/^Hang up already has this/)
  show({ test: 'answer' })
  await vi.waitFor(() =>
    expect(done).toContainEqual(['change', { 'hotkey.answer': 'CommandOrControl+Alt+Shift+A' }]),
  )
})

test('a key of the window is taken by pressing it; another action’s and the browser’s are refused', async () => {
  const { user, done } = open('settings-browser')
  const mute = screen.getByRole('button', {
    name: /^Change the shortcut for Mute and unmute in th/,
  })
  await user.click(mute)
  await user.keyboard('{Alt>}t{/Alt}')
  expect(screen.getByRole('alert').textContent).toMatch(/^Transfer already has this/)
  await user.keyboard('{Control>}w{/Control}')
  expect(screen.getByRole('alert').textContent).toMatch(/^The browser or the system uses this/)
  await user.keyboard('m')
  expect(screen.getByRole('alert').textContent).toMatch(/Add Ctrl or Alt/)
  expect(done).toEqual([])
  await user.keyboard('{Alt>}z{/Alt}')
  expect(screen.queryByRole('alert')).toBeNull()
  const name = 'Remove the shortcut for Hang up in this window'
  await user.click(screen.getByRole('button', { name }))
  expect(done).toEqual([
    ['change', { 'key.toggle-mute': 'Alt+Z' }],
    ['change', { 'key.hang-up': null }],
  ])
})

test('statuses take the nine digits with one press', async () => {
  const { user, done } = open('settings-browser')
  await user.click(screen.getByRole('button', { name: /^Change the shortcut for Set a status/ }))
  await user.keyboard('{Alt>}x{/Alt}')
  expect(screen.getByRole('alert').textContent).toMatch(/digit/)
  await user.keyboard('{Alt>}{Shift>}4{/Shift}{/Alt}')
  expect(done).toEqual([['change', { 'key.set-status': 'Alt+Shift+1' }]])
})

test('Reset brings every default back, but for what a policy decides', async () => {
  const { user, done } = open('settings-managed')
  await user.click(screen.getByRole('button', { name: 'Reset all shortcuts' }))
  const [, change] = done[0] as readonly [string, Record<string, unknown>]
  expect(change['key.toggle-mute']).toBe('Alt+M')
  expect(change['hotkey.hang-up']).toBe('CommandOrControl+Alt+Shift+E')
  expect(change).not.toHaveProperty('hotkey.answer')
})

test('the keys work again when the agent leaves the page', () => {
  const { done, unmount } = open('settings-keys-testing')
  unmount()
  expect(done).toEqual([['test', false]])
})

test('keys that cannot be had are named, each with what can be done', () => {
  open('settings-keys-failed')
  expect(screen.getByText(/Used by another program/)).toBeTruthy()
  expect(screen.getByText(/Already used above/)).toBeTruthy()
  expect(screen.getByText(/can’t be a global shortcut/)).toBeTruthy()
})

test('a browser offers what a page has power over, and says what it has not', () => {
  open('settings-browser')
  expect(screen.queryByRole('switch', { name: 'Flash in the taskbar' })).toBeNull()
  expect(screen.getByText(/desktop app also has shortcuts that work in any program/)).toBeTruthy()
  expect(screen.queryByRole('button', { name: /in any program/ })).toBeNull()
  expect(screen.getByRole('combobox', { name: 'Theme' })).toBeTruthy()
})

test('the server of this computer shows how it stands, its log, and is started again or stopped', async () => {
  const { done, user } = open('settings-server')
  const section = within(screen.getByRole('region', { name: 'Server' }))
  expect(section.getByText('Running')).toBeDefined()
  expect(section.getByText('Twilio account AC…9f3c')).toBeDefined()
  expect(section.getByRole('group').textContent).toContain('ready')
  await user.click(section.getByRole('button', { name: 'Restart' }))
  await user.click(section.getByRole('button', { name: 'Stop' }))
  expect(done).toEqual([
    ['run', 'twilio'],
    ['run', 'off'],
  ])
})

test('a server elsewhere is named, and another one can be used; not during a call, and not against a policy', async () => {
  const { done, user, turn } = open('settings')
  const section = within(screen.getByRole('region', { name: 'Server' }))
  expect(section.getByText('https://phone.example.com')).toBeDefined()
  await user.click(section.getByRole('button', { name: 'Use another server' }))
  expect(done).toEqual([['choose-server']])
  turn('settings', true)
  expect(
    section.getByRole<HTMLButtonElement>('button', { name: 'Not during a call' }).disabled,
  ).toBe(true)
  turn('settings-managed')
  expect(section.queryByRole('button')).toBeNull()
})

test.each([
  ['Remove from Twilio', 'Remove for good', 'remove'],
  ['Sign out of Twilio', 'Forget it here', 'forget'],
])('%s takes two presses', async (first, second, does) => {
  const { done, user } = open('settings-server')
  await user.click(screen.getByRole('button', { name: first }))
  expect(done).toEqual([])
  await user.tab()
  await user.click(screen.getByRole('button', { name: first }))
  await user.click(screen.getByRole('button', { name: second }))
  expect(done).toEqual([[does]])
})

test('the practice contact centre leads to the customer’s telephone', async () => {
  const { done, user } = open('settings-server-sandbox')
  await user.click(screen.getByRole('button', { name: 'Be the customer' }))
  expect(done).toEqual([['be-customer']])
})

test('a server that does not run says why and what to do', () => {
  open('settings-server-failed')
  expect(screen.getByText(/Twilio can’t reach this computer/)).toBeDefined()
})

test('what Twilio refused is told, with its own words', () => {
  open('settings-server-refused')
  expect(screen.getByText(/Twilio isn’t responding.*ENOTFOUND/)).toBeDefined()
})

test('on Windows a key that AltGr types is warned of, and no other', () => {
  const agent = vi.spyOn(navigator, 'userAgent', 'get')
  const warned = () => screen.queryAllByText(/Ctrl with Alt is AltGr/).length
  agent.mockReturnValue('Mozilla/5.0 (X11; Linux x86_64)')
  const { unmount } = open('settings')
  expect(warned()).toBe(0)
  unmount()
  agent.mockReturnValue('Mozilla/5.0 (Windows NT 10.0; Win64; x64)')
  open('settings')
  // The gallery has the keys of every other system: each is a letter with Ctrl and Alt.
  const letters = hotkeyNames.filter((name) => hotkeys[name].elsewhere !== null)
  expect(warned()).toBe(letters.length)
  agent.mockRestore()
})

test('the version is there, and updates are looked for on request', async () => {
  const { user, done, show } = open('settings')
  expect(screen.getByText('Cordboard 1.1.0')).toBeTruthy()
  expect(screen.getByText('This is the latest version.')).toBeTruthy()
  await user.click(screen.getByRole('button', { name: 'Check for updates' }))
  expect(done).toEqual([['look-for-updates']])
  show({ program: { version: '1.1.0', updates: { kind: 'looking' }, policyFailures: [] } })
  expect(screen.getByRole('button', { name: 'Check for updates' })).toHaveProperty('disabled', true)
})

test('an update that nobody vouches for is said, and why', () => {
  open('settings-update-refused')
  expect(
    screen.getByText(
      'Version 1.2.0 wasn’t installed: this program doesn’t trust its signature. Tell your administrator.',
    ),
  ).toBeTruthy()
})

test('what of the organisation’s settings cannot be read is said, each by its name', () => {
  open('settings-policy-faults')
  const banner = screen.getByText(/can’t be read/)
  expect(banner.textContent).toContain('/etc/cordboard/policy.json: updates.feed needs https:')
  expect(banner.textContent).toContain('server.origin needs https:, or http: on this machine')
  expect(screen.getByText('Your organisation manages updates.')).toBeTruthy()
  expect(screen.queryByRole('button', { name: 'Check for updates' })).toBeNull()
})

test('in a browser, notifications are asked for by one button, and then switched on and off', async () => {
  const { user, done, show } = open('settings-browser-ask')
  expect(screen.queryByRole('switch', { name: /^Show notifications/ })).toBeNull()
  await user.click(screen.getByRole('button', { name: 'Show notifications' }))
  show({ notifications: 'granted' })
  await user.click(screen.getByRole('switch', { name: /^Show notifications/ }))
  expect(done).toEqual([['allow notifications'], ['change', { 'notifications.native': false }]])
})

test('a browser that blocks them says how to allow them', () => {
  const { show } = open('settings-browser-denied')
  const said = () =>
    within(screen.getByRole('region', { name: 'Notifications' })).getByText(/rings in this page/)
      .textContent
  expect(said()).toMatch(/blocks notifications.*Click the icon beside the address/)
  expect(screen.queryByRole('button', { name: 'Show notifications' })).toBeNull()
  show({ notifications: 'impossible' })
  expect(said()).toMatch(/can’t show notifications/)
})
