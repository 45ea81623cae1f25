import { succeed } from '../../../server/contract/result.ts'
import { expect, it, vi } from 'vitest'
import type { SettingsStatus } from '../../../electron/contract/contract.ts'
import { mergeSettings, withChoices } from '../../../electron/contract/merge-settings.ts'
import type { SomeSettings } from '../../../electron/contract/settings.ts'
import { FakePorts } from '../../../tests/fakes/fake-ports.ts'
import { failWith } from '../../ports/result.ts'
import type { SettingsPort } from '../../ports/settings-port.ts'
import { createSettings } from './settings-actions.ts'
import { createSettingsStore } from './settings-store.ts'

/** The room over a place that keeps settings in memory, under a policy. */
async function open(user: SomeSettings = {}, policy: SomeSettings = {}) {
  const fakes = new FakePorts()
  const store = createSettingsStore()
  let choices = user
  let listener: (now: SettingsStatus) => void = () => undefined
  const now = (): SettingsStatus => ({
    effective: mergeSettings(choices, policy),
    keptAside: null,
    keysMoved: false,
  })
  const settings: SettingsPort = {
    place: 'desktop',
    read: async () => now(),
    async change(change) {
      if (Object.keys(change).some((key) => key in policy)) return failWith('forbidden', false)
      choices = withChoices(choices, change)
      listener(now())
      return succeed(undefined)
    },
    onChange(heard) {
      listener = heard
      return () => undefined
    },
  }
  const room = createSettings({
    ports: { ...fakes.ports, settings },
    store,
    chooseServer: () => undefined,
    keysMoved: () => fakes.did.note('keys-moved'),
  })
  await room.start()
  return { fakes, room, view: () => store.getState().settings }
}

const headset = { id: 'd1', label: 'Headset' }

it('puts the devices into effect at the start and at each change', async () => {
  const { fakes, room } = await open({ 'audio.ringer': headset })
  expect(fakes.did.take()).toEqual([
    'ringer:d1',
    'prefer-microphone:null',
    'call-microphone:null',
    'speaker:null',
  ])
  room.actions.change({ 'audio.microphone': headset, 'audio.speaker': headset })
  await vi.waitFor(() =>
    expect(fakes.did.take()).toEqual([
      'ringer:d1',
      'prefer-microphone:d1',
      'call-microphone:d1',
      'speaker:d1',
    ]),
  )
})

it('opens the device that the settings show: by its label where the id is another one by now', async () => {
  const { fakes, room, view } = await open({
    'audio.microphone': headset,
    'audio.speaker': headset,
    'audio.ringer': headset,
  })
  fakes.did.take()
  const now = { id: 'new', label: 'Headset' }
  fakes.answers.devices = () => ({
    kind: 'named',
    microphones: [{ id: 'built-in', label: 'Built-in' }, now],
    outputs: [now],
    canChooseOutput: true,
  })
  fakes.devices.emit()
  await vi.waitFor(() =>
    expect(fakes.did.take()).toEqual([
      'ringer:new',
      'prefer-microphone:d1',
      'call-microphone:new',
      'speaker:new',
    ]),
  )
  expect(view().devices).toMatchObject({ kind: 'named', outputs: [now] })
  room.close()
})

it('uses the system’s choice while the device is not there, and the device again when it is', async () => {
  const { fakes } = await open({ 'audio.speaker': headset })
  const there = {
    kind: 'named',
    microphones: [],
    outputs: [headset],
    canChooseOutput: true,
  } as const
  fakes.answers.devices = () => ({ ...there, outputs: [] })
  fakes.devices.emit()
  await vi.waitFor(() => expect(fakes.did.take()).toContain('speaker:null'))
  fakes.answers.devices = () => there
  fakes.devices.emit()
  await vi.waitFor(() => expect(fakes.did.take()).toContain('speaker:d1'))
})

it('looks again once the microphone may be used, for only then devices have names', async () => {
  const { fakes } = await open({ 'audio.ringer': { ...headset, id: 'of another machine' } })
  fakes.answers.devices = () => ({
    kind: 'named',
    microphones: [],
    outputs: [headset],
    canChooseOutput: true,
  })
  fakes.did.take()
  fakes.microphone.emit('live')
  await vi.waitFor(() => expect(fakes.did.take()).toContain('ringer:d1'))
})

it('says that something waits for a restart, until it is as it was', async () => {
  const { room, view } = await open()
  room.actions.change({ 'advanced.hardwareAcceleration': false })
  await vi.waitFor(() => expect(view().restartNeeded).toBe(true))
  room.actions.change({ 'advanced.hardwareAcceleration': true })
  await vi.waitFor(() => expect(view().restartNeeded).toBe(false))
})

it('says that a policy has refused a change, and no longer once another one is taken', async () => {
  const { room, view } = await open({}, { 'appearance.theme': 'light' })
  room.actions.change({ 'appearance.theme': 'dark' })
  await vi.waitFor(() => expect(view().refused).toBe('managed'))
  expect(view().effective.values['appearance.theme']).toBe('light')
  room.actions.change({ 'notifications.flash': false })
  await vi.waitFor(() => expect(view().refused).toBeNull())
})

it('exports the person’s own choices alone, and imports all but what is managed or unknown', async () => {
  const from = await open({ 'notifications.flash': false }, { 'appearance.theme': 'light' })
  expect(JSON.parse(from.room.actions.exported())).toEqual({
    format: 'cordboard-settings',
    version: 1,
    settings: { 'notifications.flash': false },
  })
  const to = await open({}, { 'appearance.theme': 'light' })
  const settings = { 'notifications.flash': false, 'appearance.theme': 'dark', colour: 'pink' }
  to.room.actions.importFrom(JSON.stringify({ format: 'cordboard-settings', version: 1, settings }))
  await vi.waitFor(() =>
    expect(to.view().imported).toEqual({
      kind: 'done',
      taken: 1,
      refused: ['colour', 'appearance.theme'],
    }),
  )
  expect(to.view().effective.values['notifications.flash']).toBe(false)
  to.room.actions.importFrom('{}')
  expect(to.view().imported).toEqual({ kind: 'no-settings' })
})
