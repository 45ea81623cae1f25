import { expect, test } from 'vitest'
import { createQuitGuard, type QuitGuardDeps } from './quit-guard.ts'

function make(change: Partial<QuitGuardDeps> = {}) {
  const done: string[] = []
  const leaving = createQuitGuard({
    isInCall: () => false,
    isStopping: () => false,
    confirmEndOfCall: async () => {
      done.push('asked')
      return true
    },
    endCalls: async () => void done.push('ended'),
    closesToTray: () => true,
    isFirstClose: () => false,
    explainTray: async () => {
      done.push('explained')
      return true
    },
    hide: () => void done.push('hidden'),
    quit: () => void done.push('quit'),
    ...change,
  })
  const event = () => {
    let refused = false
    return { preventDefault: () => void (refused = true), refused: () => refused }
  }
  /** The outcome: whether the event was refused, and what was done then. */
  const after = async (how: 'onQuit' | 'onClose') => {
    done.length = 0
    const asked = event()
    leaving[how](asked)
    await new Promise((resolve) => setImmediate(resolve))
    return [asked.refused(), ...done]
  }
  return { leaving, after }
}

test('closing hides, explained once', async () => {
  let first = true
  const { after } = make({
    isFirstClose: () => {
      const was = first
      first = false
      return was
    },
  })
  expect(await after('onClose')).toEqual([true, 'explained', 'hidden'])
  expect(await after('onClose')).toEqual([true, 'hidden'])
})

test('quits if the person wants to after the explanation', async () => {
  const { after } = make({ isFirstClose: () => true, explainTray: async () => false })
  expect(await after('onClose')).toEqual([true, 'quit'])
})

test('closing quits if the setting says so, and then the window closes', async () => {
  const { after } = make({ closesToTray: () => false })
  expect(await after('onClose')).toEqual([true, 'quit'])
  expect(await after('onQuit')).toEqual([false])
  expect(await after('onClose')).toEqual([false])
})

test('quitting during a call asks once', async () => {
  const { after, leaving } = make({ isInCall: () => true })
  expect(await after('onQuit')).toEqual([true, 'asked', 'ended', 'quit'])
  expect(leaving.isDecided()).toBe(true)
  expect(await after('onQuit')).toEqual([false])
  expect(await after('onClose')).toEqual([false])
})

test('a person who stays on the call is asked again the next time', async () => {
  const { after } = make({ isInCall: () => true, confirmEndOfCall: async () => false })
  expect(await after('onQuit')).toEqual([true])
  expect(await after('onQuit')).toEqual([true])
})

test('a program that is stopped from outside asks nobody', async () => {
  const { after } = make({ isInCall: () => true, isStopping: () => true })
  expect(await after('onQuit')).toEqual([false])
  expect(await after('onClose')).toEqual([false])
})
