import type { Centre } from '../harness/centre.ts'
import type { Desk } from '../harness/desk.ts'
import { expect, test } from '../harness/fixtures.ts'
import { Keyboard, type ShownCall } from '../harness/keyboard.ts'
import type { Phone, PhoneBehaviour } from '../harness/phones.ts'

test.use({ serverEnv: { CORDBOARD_CALL_WAITING: 'true', CORDBOARD_RING_SECONDS: '8' } })

/** A withheld number, as Twilio writes it. */
const PRIVATE = '+266696687'

const pretty = (number: string) => number.replace(/^\+1(\d{3})(\d{3})(\d{4})$/, '+1 $1 $2 $3')

/** One agent's shift. Nothing here touches the pointer of ada's desk. */
class Shift {
  readonly desk: Desk
  readonly keys: Keyboard
  readonly #centre: Centre
  #commands = 0

  constructor(centre: Centre, desk: Desk) {
    this.#centre = centre
    this.desk = desk
    this.keys = new Keyboard(desk.page)
  }

  /** What reached the server since the last question: all of it, in order. */
  async sent(...commands: readonly string[]): Promise<void> {
    const now = () => this.keys.commands.slice(this.#commands)
    await expect.poll(now).toEqual(commands)
    this.#commands = this.keys.commands.length
  }

  async stageIs(stage: ShownCall['stage']): Promise<void> {
    const shown = async () => (await this.keys.shown()).stage
    await expect.poll(shown, { timeout: 20_000 }).toBe(stage)
  }

  /** A customer calls and is answered; both hear each other. */
  async answerOne(phone?: Phone): Promise<Phone> {
    const customer = phone ?? (await this.#centre.phone({ plays: 'silence' }))
    await customer.dial(this.#centre.number)
    await this.stageIs('ringing')
    // A word for somebody else at the desk answers nothing.
    await this.keys.type('one moment ')
    expect(await this.keys.count(() => this.keys.press('Answer'))).toBe(1)
    await this.talks()
    await this.sent('answer')
    return customer
  }

  async talks(): Promise<void> {
    await this.stageIs('call')
    await expect(this.desk.page.getByText(/^Talking to /).first()).toBeVisible({ timeout: 20_000 })
  }

  async hangUp(customer: Phone): Promise<void> {
    await this.keys.press('Hang up')
    await expect.poll(() => customer.callState()).toBe('ended')
  }

  /** Two keys: the digit of a disposition, and Complete. */
  async wrapUp(disposition: string, next: 'idle' | 'wrap-up' = 'idle'): Promise<void> {
    await this.stageIs('wrap-up')
    await expect(this.desk.page.getByRole('combobox', { name: 'Disposition' })).toBeFocused()
    const presses = await this.keys.count(async () => {
      await this.keys.press(disposition)
      await this.keys.press('Complete')
    })
    expect(presses).toBe(2)
    if (next === 'wrap-up') return
    await this.stageIs('idle')
    await expect(this.number()).toBeFocused()
  }

  number() {
    return this.desk.page.getByRole('combobox', { name: 'Number', exact: true })
  }

  phone(behaviour: PhoneBehaviour = { answers: { afterSeconds: 0.3 } }): Promise<Phone> {
    return this.#centre.phone(behaviour)
  }
}

test('a whole shift by keyboard alone, in which no key does what the screen did not say', async ({
  centre,
  openDesk,
}) => {
  test.setTimeout(300_000)
  const ada = await openDesk('ada')
  await ada.ready()
  const shift = new Shift(centre, ada)
  const { keys } = shift
  const { page } = ada
  const row = (name: string) => page.getByRole('row', { name: new RegExp(`^${name}`) })

  await test.step('the status, by the key on the button', async () => {
    expect(await keys.count(() => keys.press('Go available'))).toBe(1)
    await ada.statusIs('Available')
  })

  await test.step('1: answered, written down, held, resumed, muted, hung up', async () => {
    const customer = await shift.answerOne()
    await keys.type('hello madam, thank you')
    await expect(page.getByRole('textbox', { name: 'Notes' })).toHaveValue(
      /hello madam, thank you$/,
    )
    await keys.press('Hold')
    await expect(ada.button('Resume')).not.toHaveAttribute('aria-busy', 'true')
    await keys.press('Resume')
    await expect(ada.button('Hold')).not.toHaveAttribute('aria-busy', 'true')
    // In the middle of a word of the note.
    await keys.type(' mute')
    expect(await keys.count(() => keys.press('Mute'))).toBe(1)
    await expect(ada.button('Unmute')).toBeVisible()
    await keys.type(' still muted')
    await keys.press('Unmute')
    // Out of the notes: an agent who is still in them stays there in the wrap-up too.
    await keys.strike('Escape')
    await shift.hangUp(customer)
    await shift.wrapUp('Resolved')
    await shift.sent('parties/hold', 'parties/resume', 'hang-up', 'complete')
  })

  await test.step('2: a number is dialled, and the customer hangs up while the settings are open', async () => {
    const customer = await shift.phone()
    await keys.type(customer.number)
    await keys.press('Call')
    await shift.talks()
    await keys.pressListed('Show the settings')
    await expect(page.getByRole('heading', { name: 'Settings' })).toBeVisible()
    await customer.hangUp()
    await shift.wrapUp('Callback')
    await shift.sent('dial', 'complete')
  })

  await test.step('3: busy, and dialled again with one key', async () => {
    const customer = await shift.phone({ answers: 'busy' })
    await keys.type(customer.number)
    await keys.press('Call')
    await shift.sent('dial')
    await shift.stageIs('idle')
    await expect(shift.number()).toBeFocused()
    await centre.phoneOf(customer.number, { answers: { afterSeconds: 0.3 } })
    expect(await keys.count(() => keys.press('Call'))).toBe(1)
    await shift.talks()
    await shift.hangUp(customer)
    await shift.wrapUp('Resolved')
    await shift.sent('dial', 'hang-up', 'complete')
  })

  await test.step('4: a warm transfer, from the first key to the last', async () => {
    const customer = await shift.answerOne()
    const presses = await keys.count(async () => {
      await keys.press('Transfer')
      await keys.type('pa')
      await expect(row('Parcel depot')).toHaveAttribute('aria-selected', 'true')
      await keys.pressHint('talk first')
      await expect(ada.button('Complete transfer')).toBeEnabled({ timeout: 20_000 })
      await keys.press('Complete transfer')
    })
    expect(presses).toBe(5)
    // The Enter that the agent presses next is for the disposition, and sets no status.
    await shift.wrapUp('Resolved')
    await ada.statusIs('Available')
    await customer.hangUp()
    await shift.sent('transfer', 'transfer/complete', 'complete')
  })

  await test.step('5: a cold transfer', async () => {
    const customer = await shift.answerOne()
    const presses = await keys.count(async () => {
      await keys.press('Transfer')
      await keys.type('pa')
      await expect(row('Parcel depot')).toHaveAttribute('aria-selected', 'true')
      await keys.pressHint('transfer')
    })
    expect(presses).toBe(4)
    await shift.wrapUp('Resolved')
    await customer.hangUp()
    await shift.sent('transfer', 'complete')
  })

  await test.step('6: somebody is added, and the agent leaves the two alone', async () => {
    const customer = await shift.answerOne()
    const expert = await shift.phone()
    await keys.press('Add')
    await keys.type(expert.number)
    await keys.strike('ArrowDown')
    await keys.pressHint('add')
    await keys.press('Leave')
    await shift.wrapUp('Escalated')
    await customer.hangUp()
    await shift.sent('parties', 'leave', 'complete')
  })

  await test.step('7: a second call: held and answered, switched, merged', async () => {
    const first = await shift.answerOne()
    const second = await shift.phone({ plays: 'silence' })
    await second.dial(centre.number)
    await keys.type('a note while it rings')
    await keys.press(/^Hold and answer/)
    const other = page.getByRole('region', { name: 'Other call' })
    await expect(other).toContainText('On hold')
    await keys.press(/^Switch to/)
    await expect(other).toContainText('On hold')
    await expect(other).toContainText(pretty(second.number))
    await keys.press(/^Merge calls/)
    await expect(other).toBeHidden({ timeout: 20_000 })
    await keys.strike('Escape')
    await keys.press('Hang up')
    await expect.poll(() => first.callState()).toBe('ended')
    await expect.poll(() => second.callState()).toBe('ended')
    // Each of the two calls has its wrap-up.
    await shift.wrapUp('Resolved', 'wrap-up')
    await shift.sent('switch', 'merge', 'hang-up', 'complete')
    await expect(page.getByRole('heading', { name: pretty(first.number) })).toBeVisible()
    await shift.wrapUp('Resolved')
    await shift.sent('complete')
  })

  await test.step('8: a teammate asks, is answered, and hands the customer over', async () => {
    const grace = await openDesk('grace')
    await grace.ready()
    const customer = await shift.phone()
    await grace.dial(customer.number)
    await expect(grace.button('Transfer')).toBeEnabled({ timeout: 20_000 })
    await grace.talkFirstWith('Ada')
    await shift.stageIs('ringing')
    await keys.press('Answer')
    await shift.talks()
    await grace.button('Complete transfer').click()
    await expect(ada.button('Transfer')).toBeEnabled()
    await shift.hangUp(customer)
    await shift.wrapUp('Resolved')
    await shift.sent('answer', 'hang-up', 'complete')
    await grace.close()
  })

  await test.step('9: a private number', async () => {
    const customer = await centre.phoneOf(PRIVATE, { plays: 'silence' })
    await shift.answerOne(customer)
    await expect(page.getByText('Private number').first()).toBeVisible()
    await shift.hangUp(customer)
    await shift.wrapUp('Wrong number')
    await shift.sent('hang-up', 'complete')
  })

  await test.step('10: missed, told, and Available again with one key', async () => {
    const customer = await shift.phone({ plays: 'silence' })
    await customer.dial(centre.number)
    await shift.stageIs('ringing')
    await shift.stageIs('idle')
    await expect(page.getByText(/Missed call/).first()).toBeVisible()
    expect(await keys.count(() => keys.press('Go available'))).toBe(1)
    await shift.stageIs('ringing')
    await keys.press('Answer')
    await shift.talks()
    await shift.hangUp(customer)
    await shift.wrapUp('Resolved')
    await shift.sent('answer', 'hang-up', 'complete')
  })
})

test('the same tasks take no more clicks than the guide says', async ({ centre, openDesk }) => {
  const ada = await openDesk('ada')
  await ada.ready()
  const { page } = ada
  /** Clicks the buttons of these names, and says how many there were. */
  async function click(...names: readonly (string | RegExp)[]): Promise<number> {
    for (const name of names) {
      await page.getByRole('button', { name, exact: true }).first().click({ timeout: 20_000 })
    }
    return names.length
  }
  async function call(): Promise<Phone> {
    const customer = await centre.phone({ plays: 'silence' })
    await customer.dial(centre.number)
    expect(await click('Answer')).toBe(1)
    await expect(ada.button('Transfer')).toBeEnabled({ timeout: 20_000 })
    return customer
  }
  async function wrapUp(): Promise<void> {
    await page.getByRole('option', { name: 'Resolved' }).click()
    expect(1 + (await click('Complete'))).toBe(2)
    await expect(ada.button('Complete')).toBeHidden()
  }
  expect(await click('Go available')).toBe(1)

  const first = await call()
  expect(await click('Hold', 'Resume', 'Mute', 'Unmute')).toBe(4)
  expect(await click('Transfer', /^Talk first with Parcel depot/, 'Complete transfer')).toBe(3)
  await wrapUp()
  await first.hangUp()

  const second = await call()
  expect(await click('Transfer', /^Transfer to Parcel depot/)).toBe(2)
  await wrapUp()
  await second.hangUp()
})
