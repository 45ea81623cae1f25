import { cleanup, fireEvent, renderHook } from '@testing-library/react'
import { afterEach, expect, test } from 'vitest'
import { usePushToTalk } from './use-push-to-talk.ts'

afterEach(() => {
  cleanup()
  document.body.replaceChildren()
})

function open(accelerator: string) {
  const muted: boolean[] = []
  renderHook(() => usePushToTalk(accelerator, true, (now) => muted.push(now)))
  return { muted, notes: document.body.appendChild(document.createElement('textarea')) }
}

test('the key unmutes for as long as it is held, also in a text field', () => {
  const { muted, notes } = open('Alt+S')
  fireEvent.keyDown(notes, { key: 's', code: 'KeyS', altKey: true })
  fireEvent.keyUp(notes, { key: 's', code: 'KeyS' })
  expect(muted).toEqual([false, true])
})

test.each([
  ['Alt+S', { key: 'ś', code: 'KeyS', altKey: true }],
  [
    'CommandOrControl+Alt+Shift+E',
    { key: 'Ę', code: 'KeyE', altKey: true, ctrlKey: true, shiftKey: true },
  ],
])('%s that writes a letter into the notes leaves the microphone alone', (accelerator, press) => {
  const { muted, notes } = open(accelerator)
  expect(fireEvent.keyDown(notes, press)).toBe(true)
  expect(muted).toEqual([])
})
