import { expect, test } from 'vitest'
import { isPermitted } from './permissions.ts'

const ours = { origin: 'app://cordboard/index.html', isMainFrame: true, media: [] }

test.each([
  ['the microphone', { ...ours, permission: 'media', media: ['audio'] }, true],
  ['a loudspeaker', { ...ours, permission: 'speaker-selection' }, true],
  ['a server on this machine', { ...ours, permission: 'loopback-network' }, true],
  ['the camera', { ...ours, permission: 'media', media: ['video'] }, false],
  ['both at once', { ...ours, permission: 'media', media: ['audio', 'video'] }, false],
  ['media of no kind', { ...ours, permission: 'media' }, false],
  ['the screen', { ...ours, permission: 'display-capture' }, false],
  ['the place', { ...ours, permission: 'geolocation' }, false],
  ['what is not known yet', { ...ours, permission: 'unknown' }, false],
  [
    'the microphone for another page',
    { ...ours, origin: 'https://cordboard/', permission: 'media', media: ['audio'] },
    false,
  ],
  [
    'the microphone for a frame',
    { ...ours, isMainFrame: false, permission: 'media', media: ['audio'] },
    false,
  ],
])('%s', (_name, question, permitted) => {
  expect(isPermitted(question, ['app://cordboard'])).toBe(permitted)
})
