import { expect, test } from 'vitest'
import { createLog } from '../../log.ts'
import { createHotkeys } from './hotkeys.ts'

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

function make(takenByOthers: readonly string[] = []) {
  const shortcuts = fakeSystem(takenByOthers)
  const pressed: string[] = []
  const log = createLog('silent')
  const hotkeys = createHotkeys({ shortcuts, pressed: (name) => void pressed.push(name), log })
  return { shortcuts, pressed, hotkeys }
}

test('each key does its own', () => {
  const { shortcuts, pressed, hotkeys } = make()
  expect(hotkeys.replace({ answer: 'Alt+1', 'toggle-mute': 'Alt+2' })).toEqual([])
  shortcuts.held.get('Alt+2')?.()
  shortcuts.held.get('Alt+1')?.()
  expect(pressed).toEqual(['toggle-mute', 'answer'])
})

test('a new set takes the place of the whole old one', () => {
  const { shortcuts, hotkeys } = make()
  hotkeys.replace({ answer: 'Alt+1', 'toggle-mute': 'Alt+2' })
  hotkeys.replace({ answer: 'Alt+2', 'toggle-mute': null })
  expect([...shortcuts.held.keys()]).toEqual(['Alt+2'])
  hotkeys.close()
  expect(shortcuts.held.size).toBe(0)
})

test('what another program holds, and what is no key, is reported; the rest works', () => {
  const { shortcuts, hotkeys } = make(['Alt+1'])
  expect(hotkeys.replace({ answer: 'Alt+1', 'toggle-mute': 'Alt+2' })).toEqual(['Alt+1'])
  expect([...shortcuts.held.keys()]).toEqual(['Alt+2'])
  hotkeys.replace({ answer: 'nonsense', 'toggle-mute': 'Alt+2' })
  expect(hotkeys.failed()).toEqual(['nonsense'])
})
