import { CUSTOMER_HZ, OTHER_HZ, otherPhone, talking } from '../harness/calling.ts'
import { cutOff, findProcesses, kill } from '../harness/dying.ts'
import { expect, test } from '../harness/fixtures.ts'
import { hearsOnlyHoldMusic, hearsTone, hearsVoice } from '../harness/hearing.ts'
import type { Phone } from '../harness/phones.ts'
import { hearSince, listSounds, readHeardSeconds, report } from '../harness/timeline.ts'

/** Nothing but music until somebody talks to them. */
async function hearsMusicThenVoice(phone: Phone, since: number, what: string): Promise<void> {
  await expect
    .poll(async () => listSounds(await hearSince(phone, since)).slice(0, 2))
    .toEqual(['music', 'voice'])
  report(what, await hearSince(phone, since))
}

test('a network that is away for 40 s: the customer is told, has music, and talks to the next agent', async ({
  centre,
  openDesk,
}) => {
  test.setTimeout(150_000)
  const [ada, grace] = await Promise.all([openDesk('ada'), openDesk('grace')])
  const customer = await talking(centre, ada)
  const processes = await findProcesses(ada.page)
  await grace.becomeAvailable()
  const cutAt = await readHeardSeconds(customer)
  const connect = cutOff(processes)
  try {
    await expect(grace.button('Answer')).toBeVisible({ timeout: 40_000 })
    await hearsOnlyHoldMusic(customer)
    await grace.answer()
    await hearsVoice(customer)
    await expect
      .poll(async () => (await readHeardSeconds(customer)) - cutAt, { timeout: 40_000 })
      .toBeGreaterThan(40)
  } finally {
    connect()
  }
  const heard = await hearSince(customer, cutAt)
  report('cut off in talk', heard)
  // The announcement, the music, Grace. Before them may be the last of what Ada said.
  expect(listSounds(heard).slice(-3)).toEqual(['voice', 'music', 'voice'])
  await expect(
    ada.page.getByText(/^Your connection was lost\. .* went back to the queue\.$/),
  ).toBeVisible({ timeout: 20_000 })
  await ada.wrapUp('Resolved', '')
  await ada.ready()
  expect(await customer.callState()).toBe('in-progress')
})

test.describe('with call waiting', () => {
  test.use({ serverEnv: { CORDBOARD_CALL_WAITING: 'true' } })

  test('a browser that is killed while one caller is on hold and another rings there loses neither', async ({
    centre,
    openDesk,
  }) => {
    test.setTimeout(150_000)
    const [ada, grace] = await Promise.all([openDesk('ada'), openDesk('grace')])
    const first = await talking(centre, ada)
    await ada.button('Hold').click()
    await hearsOnlyHoldMusic(first)
    const second = await centre.phone({ plays: { tone: OTHER_HZ, dbfs: -14 } })
    await second.dial(centre.number)
    await expect(ada.page.getByRole('button', { name: /answer/i }).first()).toBeVisible()
    const killedAt = {
      first: await readHeardSeconds(first),
      second: await readHeardSeconds(second),
    }
    kill(await findProcesses(ada.page))
    await grace.becomeAvailable()
    await expect(grace.button('Answer')).toBeVisible({ timeout: 40_000 })
    // Which of the two TaskRouter offers first is its own choice.
    await grace.answer()
    const next = grace.page.getByRole('button', { name: /^Hold and answer/ })
    await expect(next).toBeVisible({ timeout: 40_000 })
    await next.click()
    for (const [phone, since, what] of [
      [first, killedAt.first, 'killed, and the caller is on hold'],
      [second, killedAt.second, 'killed, and the caller rings there'],
    ] as const) {
      await hearsMusicThenVoice(phone, since, what)
    }
  })
})

test('a browser that is killed in a warm transfer: whose ring stops, and who has the customer', async ({
  centre,
  openDesk,
}) => {
  test.setTimeout(150_000)
  const [ada, grace] = await Promise.all([openDesk('ada'), openDesk('grace')])
  const customer = await talking(centre, ada)
  await grace.becomeAvailable()

  await test.step('before the target answers: its ring stops, and the queue rings it', async () => {
    await ada.talkFirstWith('Grace')
    await expect(grace.button('Answer')).toBeVisible()
    await hearsOnlyHoldMusic(customer)
    const killedAt = await readHeardSeconds(customer)
    kill(await findProcesses(ada.page))
    await expect(grace.button('Answer')).toBeHidden({ timeout: 20_000 })
    await hearsOnlyHoldMusic(customer)
    await expect(grace.button('Answer')).toBeVisible({ timeout: 40_000 })
    await grace.answer()
    await grace.hearsTone(CUSTOMER_HZ, true)
    await hearsVoice(customer)
    await hearsMusicThenVoice(customer, killedAt, 'killed while the target rings')
  })

  await test.step('in the consultation: the target has the customer', async () => {
    const expert = await otherPhone(centre)
    await grace.talkFirstWith(expert.number)
    await grace.hearsTone(OTHER_HZ, true)
    await hearsOnlyHoldMusic(customer)
    const killedAt = await readHeardSeconds(customer)
    kill(await findProcesses(grace.page))
    await expect(() => hearsTone(expert, CUSTOMER_HZ)).toPass({ timeout: 20_000 })
    await hearsTone(customer, OTHER_HZ)
    await hearsMusicThenVoice(customer, killedAt, 'killed in the consultation')
  })
})
