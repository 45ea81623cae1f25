import { once } from 'node:events'
import { expect, test } from '@playwright/test'
import { hearsOnlyHoldMusic } from '../harness/hearing.ts'
import { openWithCaller } from './in-call.ts'
import { answerDialogs, clickTray, watchTray } from './native-parts.ts'

/** The button *Close and end the call*. */
const END = 1

test('quitting during a call ends it for the customer too: the server has heard of it', async () => {
  const opened = await openWithCaller(true)
  const { desktop, caller } = opened
  try {
    await watchTray(desktop.app)
    await answerDialogs(desktop.app, END)
    // The first change of the menu after `watchTray`.
    await opened.desk.button('Mute').click()
    await expect(opened.desk.button('Unmute')).toBeVisible()
    const gone = once(desktop.app.process(), 'exit')
    await clickTray(desktop.app, 'Quit Cordboard')
    await expect.poll(() => caller.callState()).toBe('ended')
    await gone
  } finally {
    await opened.close()
  }
})

test('a program that is killed during a call leaves a customer who waits', async () => {
  const opened = await openWithCaller(true)
  const { desktop, caller } = opened
  try {
    desktop.app.process().kill('SIGKILL')
    await expect(async () => hearsOnlyHoldMusic(caller)).toPass({ timeout: 20_000 })
    expect(await caller.callState()).toBe('in-progress')
  } finally {
    await opened.close()
  }
})
