import { expect, it } from 'vitest'
import { mayInstallUnasked } from './packages.mjs'

const person = { env: {}, uid: 1000, isTerminal: true }

it.each([
  ['a person', person, false],
  ['a person whose output goes to a program', { ...person, isTerminal: false }, false],
  ['root at a terminal', { ...person, uid: 0 }, false],
  ['root in a container without a terminal', { env: {}, uid: 0, isTerminal: false }, true],
  ['continuous integration', { ...person, env: { CI: '1' }, isTerminal: false }, true],
  ['continuous integration with any value', { ...person, env: { CI: 'woodpecker' } }, true],
])(
  'installs system packages unasked only where nobody could be asked: %s',
  (_who, machine, may) => {
    expect(mayInstallUnasked(machine)).toBe(may)
  },
)
