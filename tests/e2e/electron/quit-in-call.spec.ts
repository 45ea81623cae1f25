import { once } from 'node:events'
import { expect, test } from '@playwright/test'
import { kill } from '../harness/dying.ts'
import { hearsOnlyHoldMusic, hearsVoice } from '../harness/hearing.ts'
import { hearSince, readHeardSeconds, report } from '../harness/timeline.ts'
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

test('a program that is killed during a call, and started again, comes back to the customer', async () => {
  test.setTimeout(90_000)
  const opened = await openWithCaller(true)
  const { desktop, caller } = opened
  try {
    const processes = await desktop.app.evaluate(({ app }) =>
      app.getAppMetrics().map(({ pid }) => pid),
    )
    const killedAt = await readHeardSeconds(caller)
    kill(processes)
    await expect(async () => hearsOnlyHoldMusic(caller)).toPass({ timeout: 20_000 })
    const startedAt = await readHeardSeconds(caller)
    const back = await opened.startAgain()
    await back.talks()
    await hearsVoice(caller)
    const took = (await readHeardSeconds(caller)) - startedAt
    report('the desktop killed in talk', await hearSince(caller, killedAt))
    report('from the start of the program until it talks, s', took)
    await back.button('Hang up').click()
    await expect(back.button('Complete')).toBeVisible()
    await expect.poll(() => caller.callState()).toBe('ended')
  } finally {
    await opened.close()
  }
})
