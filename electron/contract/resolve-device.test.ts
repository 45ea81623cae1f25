import { expect, it } from 'vitest'
import { idToOpen, resolveDevice } from './resolve-device.ts'

const stored = { id: 'old', label: 'Headset' }
const other = { id: 'x', label: 'Built-in' }
const moved = { id: 'new', label: 'Headset' }

it.each([
  ['nothing was chosen', null, [other], { kind: 'system' }, null],
  [
    'the id is there, though another has its label',
    stored,
    [moved, stored],
    { kind: 'present', device: stored },
    'old',
  ],
  [
    'the id is there under another label',
    stored,
    [{ id: 'old', label: 'Headset (2)' }],
    { kind: 'present', device: { id: 'old', label: 'Headset (2)' } },
    'old',
  ],
  ['the label alone is there', stored, [other, moved], { kind: 'present', device: moved }, 'new'],
  ['neither is there', stored, [other], { kind: 'gone', device: stored }, null],
  ['nothing is there', stored, [], { kind: 'gone', device: stored }, null],
  ['devices have no names yet', stored, null, { kind: 'unnamed', device: stored }, 'old'],
])('%s', (_case, chosen, available, resolved, id) => {
  expect(resolveDevice(chosen, available)).toEqual(resolved)
  expect(idToOpen(resolveDevice(chosen, available))).toBe(id)
})
