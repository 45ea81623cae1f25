import { expect, test } from 'vitest'
import { createSendToPage } from './send-to-page.ts'

test('tells the page, in the contract’s shape only', () => {
  const sent: unknown[] = []
  const page = {
    isDestroyed: () => false,
    send: (channel: string, payload: unknown) => void sent.push([channel, payload]),
  }
  const tell = createSendToPage(() => page)
  tell('hotkey', { name: 'answer' })
  expect(sent).toEqual([['hotkey', { name: 'answer' }]])
  const surplus = { keys: [], secret: 'x' }
  expect(() => tell('hotkeys.status', surplus)).toThrow(/secret/u)
})

test('a closed page receives nothing, and nothing fails', () => {
  const gone = {
    isDestroyed: () => true,
    send: () => {
      throw new Error('Object has been destroyed')
    },
  }
  expect(() => createSendToPage(() => gone)('hotkey', { name: 'answer' })).not.toThrow()
  expect(() => createSendToPage(() => null)('hotkey', { name: 'answer' })).not.toThrow()
})
