import { expect, test } from 'vitest'
import { hotkeyNames, type HotkeyName } from '../../../contract/hotkey-names.ts'
import { createLog } from '../../log.ts'
import { createHotkeys, type HotkeySet } from './hotkeys.ts'

function fakeSystem(takenByOthers: readonly string[]) {
  const held = new Map<string, () => void>()
  return {
    held,
    register(accelerator: string, callback: () => void) {
      if (accelerator === 'nonsense') throw new TypeError('conversion failure')
      if (takenByOthers.includes(accelerator)) return false
      held.set(accelerator, callback)
      return true
    },
    unregister: (accelerator: string) => void held.delete(accelerator),
  }
}

function setOf(some: { readonly [N in HotkeyName]?: string | null }): HotkeySet {
  return Object.fromEntries(
    hotkeyNames.map((name) => [`hotkey.${name}`, some[name] ?? null]),
  ) as HotkeySet
}

function make(takenByOthers: readonly string[] = []) {
  const shortcuts = fakeSystem(takenByOthers)
  const seen: string[] = []
  const hotkeys = createHotkeys({
    shortcuts,
    onPress: (name) => void seen.push(name),
    onTest: (name) => void seen.push(`tested ${name}`),
    onChange: (states) =>
      void seen.push(
        states
          .filter(({ state }) => state !== 'off')
          .map(({ name, state }) => `${name}: ${state}`)
          .join(', '),
      ),
    log: createLog('silent'),
  })
  return { shortcuts, seen, hotkeys }
}

test('each key has its own effect', () => {
  const { shortcuts, seen, hotkeys } = make()
  hotkeys.replace(setOf({ answer: 'Alt+1', 'toggle-mute': 'Alt+2' }))
  shortcuts.held.get('Alt+2')?.()
  shortcuts.held.get('Alt+1')?.()
  expect(seen).toEqual(['answer: works, toggle-mute: works', 'toggle-mute', 'answer'])
})

test('a new set replaces the whole old one', () => {
  const { shortcuts, hotkeys } = make()
  hotkeys.replace(setOf({ answer: 'Alt+1', 'toggle-mute': 'Alt+2' }))
  hotkeys.replace(setOf({ answer: 'Alt+2' }))
  expect([...shortcuts.held.keys()]).toEqual(['Alt+2'])
  hotkeys.close()
  expect(shortcuts.held.size).toBe(0)
})

test('keys of another program, invalid keys and duplicates are reported; the rest works', () => {
  const { shortcuts, seen, hotkeys } = make(['Alt+1'])
  hotkeys.replace(
    setOf({
      answer: 'Alt+1',
      'hang-up': 'nonsense',
      'toggle-mute': 'Alt+2',
      'toggle-hold': 'Alt+2',
    }),
  )
  expect(seen).toEqual(['answer: taken, hang-up: invalid, toggle-mute: works, toggle-hold: twice'])
  shortcuts.held.get('Alt+2')?.()
  expect(seen.at(-1)).toBe('toggle-mute')
})

test('the page handles push-to-talk while its window has the focus, because the system reports no release', () => {
  const { shortcuts, hotkeys, seen } = make()
  hotkeys.replace(setOf({ 'push-to-talk': 'F13', answer: 'F14' }))
  hotkeys.setFocused(true)
  expect([...shortcuts.held.keys()]).toEqual(['F14'])
  expect(seen.at(-1)).toBe('answer: works, push-to-talk: resting')
  hotkeys.setFocused(false)
  expect([...shortcuts.held.keys()]).toEqual(['F14', 'F13'])
})

test('a key under test is only reported, also one that the page handles', () => {
  const { shortcuts, hotkeys, seen } = make()
  hotkeys.replace(setOf({ 'push-to-talk': 'F13' }))
  hotkeys.setFocused(true)
  hotkeys.setTesting(true)
  shortcuts.held.get('F13')?.()
  expect(seen.at(-1)).toBe('tested push-to-talk')
  hotkeys.setTesting(false)
  expect(shortcuts.held.size).toBe(0)
})
