import { expect, test } from '@playwright/test'
import { ringIn } from '../harness/calling.ts'
import type { Centre } from '../harness/centre.ts'
import type { Desk } from '../harness/desk.ts'
import {
  besidesTheMusic,
  hearsOnlyHoldMusic,
  hearsSilence,
  hearsVoice,
} from '../harness/hearing.ts'
import { callerSpeech } from '../harness/phones.ts'
import { storedWrapUps } from '../harness/store.ts'

/** One caller from the ring to the end of the after-call work, and the next one: whatever way the desk was opened. */
export async function doTheMainJob(centre: Centre, ada: Desk): Promise<void> {
  const caller = await ringIn(centre, ada)
  await expect(ada.page.getByText('Support').first()).toBeVisible()
  await expect(ada.page.getByText(/415.?\W?555/).first()).toBeVisible()
  await ada.answer()

  await test.step('both hear each other', async () => {
    await ada.hearsSomething()
    await hearsVoice(caller)
  })

  await test.step('muted: the caller hears nothing, the agent still hears', async () => {
    await ada.button('Mute').click()
    await hearsSilence(caller)
    await ada.hearsSomething()
    await ada.button('Unmute').click()
    await hearsVoice(caller)
  })

  await test.step('on hold: the caller hears the music alone, the agent hears nothing', async () => {
    await ada.button('Hold').click()
    await expect(ada.button('Resume')).toBeVisible()
    await hearsOnlyHoldMusic(caller)
    await ada.hearsNothing()
  })

  await test.step('resumed: both hear again', async () => {
    await ada.button('Resume').click()
    await ada.hearsSomething()
    await hearsVoice(caller)
    await expect.poll(() => besidesTheMusic(caller), { intervals: [500] }).toBeGreaterThan(-3)
  })

  await test.step('keys reach Twilio as digits', async () => {
    await ada.button('Keypad').click()
    await ada.button('5').click()
    await expect.poll(async () => (await caller.state()).digitsHeard).toBe('5')
    await ada.button('Keypad').click()
  })

  await ada.button('Hang up').click()
  await expect.poll(() => caller.callState()).toBe('ended')

  const tasks = await centre.workspace.tasks.list()
  const [task] = tasks
  expect(tasks).toHaveLength(1)
  if (!task) throw new Error('no Task')
  const taskStatus = async () => (await centre.workspace.tasks(task.sid).fetch()).assignmentStatus
  await expect.poll(taskStatus).toBe('wrapping')

  await ada.wrapUp('Resolved', 'Parcel found in Lisbon.')
  await expect.poll(taskStatus).toBe('completed')
  expect(storedWrapUps(centre.dataFolder)).toEqual([
    expect.objectContaining({ disposition: 'Resolved', notes: 'Parcel found in Lisbon.' }),
  ])
  await expect(
    ada.page.getByRole('list', { name: 'Recent calls' }).getByRole('listitem'),
  ).toHaveCount(1)

  await test.step('the agent can take the next call', async () => {
    const next = await centre.phone({ plays: await callerSpeech() })
    await next.dial(centre.number)
    await ada.answer()
    await ada.hearsSomething()
    await ada.button('Hang up').click()
    await expect.poll(() => next.callState()).toBe('ended')
  })
}
