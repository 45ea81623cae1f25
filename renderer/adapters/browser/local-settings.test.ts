import { expect, it } from 'vitest'
import { createLocalSettings } from './local-settings.ts'

function storageWith(text: string | null) {
  const kept = new Map<string, string>(text === null ? [] : [['cordboard.settings', text]])
  return {
    kept,
    getItem: (name: string) => kept.get(name) ?? null,
    setItem: (name: string, value: string) => void kept.set(name, value),
  }
}

it('keeps what was chosen for the next time, and tells of it', async () => {
  const storage = storageWith(null)
  const settings = createLocalSettings(storage)
  const told: string[] = []
  settings.onChange((now) => told.push(now.effective.values['appearance.theme']))
  await settings.change({ 'appearance.theme': 'dark' })
  const later = await createLocalSettings(storage).read()
  expect(later.effective.values['appearance.theme']).toBe('dark')
  expect(later.effective.sources['appearance.theme']).toBe('user')
  expect(later.effective.sources['audio.ringVolume']).toBe('default')
  expect(told).toEqual(['dark'])
})

it('reads a former key as the one of today', async () => {
  const { effective, keptAside } = await createLocalSettings(
    storageWith('{"presence.whenLocked":"Break"}'),
  ).read()
  expect(keptAside).toBeNull()
  expect(effective.values['status.whenLocked']).toBe('Break')
})

it.each([['{'], ['[]'], ['{"appearance.theme":"pink"}'], ['7']])(
  'falls back to the defaults, says so, and loses nothing, where it finds %s',
  async (text) => {
    const storage = storageWith(text)
    const { effective, keptAside } = await createLocalSettings(storage).read()
    expect(effective.values['appearance.theme']).toBe('system')
    expect(keptAside).toBe('cordboard.settings.unreadable')
    expect(storage.kept.get('cordboard.settings.unreadable')).toBe(text)
  },
)
