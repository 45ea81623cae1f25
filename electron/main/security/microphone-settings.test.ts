import { expect, it } from 'vitest'
import { openMicrophoneSettings } from './microphone-settings.ts'

it.each([
  ['win32', ['ms-settings:privacy-microphone']],
  ['darwin', ['x-apple.systempreferences:com.apple.preference.security?Privacy_Microphone']],
  ['linux', []],
])('opens the page of %s', async (platform, opened) => {
  const did: string[] = []
  await openMicrophoneSettings(platform, async (url) => void did.push(url))
  expect(did).toEqual(opened)
})
