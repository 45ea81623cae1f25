import { expect, type Page } from '@playwright/test'
import { listen, toneHeard, type Listening } from './listening.ts'

/** An agent at Cordboard, in the words of its accessible names. The same in Chromium and in Electron. */
export class Desk {
  readonly page: Page
  readonly close: () => Promise<void>

  constructor(page: Page, close: () => Promise<void>) {
    this.page = page
    this.close = close
  }

  button(name: string) {
    return this.page.getByRole('button', { name, exact: true })
  }

  /** The button that says what is true of the desk, and opens the menu of statuses. */
  status() {
    return this.page.getByRole('button', { name: /^Status: / })
  }

  async becomeAvailable(): Promise<void> {
    await this.ready()
    await this.chooseStatus('Available')
  }

  /** The status says that calls can reach this desk. */
  async ready(): Promise<void> {
    await expect(this.status()).toHaveAccessibleName(
      /^Status: (?!Getting ready|Not reachable|Signed out)/,
      { timeout: 20_000 },
    )
  }

  async chooseStatus(activity: string): Promise<void> {
    await this.status().click()
    await this.page.getByRole('menuitemradio', { name: activity, exact: true }).click()
    await this.statusIs(activity)
  }

  /** Now, or after the call or wrap-up that goes on. */
  async statusIs(activity: string): Promise<void> {
    await expect(this.status()).toHaveAttribute('aria-busy', 'false')
    await expect(this.status()).toHaveAccessibleName(
      new RegExp(String.raw`(^Status: |, then )${activity}( [\d:]+)?$`),
    )
  }

  /** Until Twilio has proved that the two are together: before that, what either hears may be waiting music. */
  async answer(): Promise<void> {
    await this.button('Answer').click()
    await expect(this.button('Hang up')).toBeVisible()
    await this.talks()
  }

  /** The title says that the two are together. */
  async talks(): Promise<void> {
    await expect(this.page.getByRole('heading', { name: /^Talking to / })).toBeVisible()
  }

  /** A number, or the name of a teammate or a queue. */
  async dial(number: string): Promise<void> {
    await this.page.getByRole('combobox', { name: 'Number', exact: true }).fill(number)
    await this.button('Call').click()
  }

  async wrapUp(disposition: string, notes: string): Promise<void> {
    await this.page.getByRole('combobox', { name: 'Disposition' }).fill(disposition)
    await this.page.getByRole('textbox', { name: 'Notes' }).fill(notes)
    await this.button('Complete').click()
    await expect(this.button('Complete')).toBeHidden()
  }

  listening(): Promise<Listening> {
    return listen(this.page)
  }

  /** Something audible comes from the far side. */
  async hearsSomething(): Promise<void> {
    await expect
      .poll(async () => (await this.listening()).loudest, {
        message: 'the agent hears',
        timeout: 10_000,
      })
      .toBeGreaterThan(-40)
  }

  /** A whole second without a sound. */
  async hearsNothing(): Promise<void> {
    await expect
      .poll(async () => (await this.listening()).loudest, { message: 'the agent hears nothing' })
      .toBeLessThan(-65)
  }

  /** The far side's tone is heard, or has been silent for a whole second. */
  async hearsTone(hz: number, heard: boolean): Promise<void> {
    const loudness = expect.poll(() => toneHeard(this.page, hz), {
      message: `the agent ${heard ? 'hears' : 'does not hear'} ${hz} Hz`,
    })
    await (heard ? loudness.toBeGreaterThan(-45) : loudness.toBeLessThan(-60))
  }

  /** The customer who waits in the queue comes back to this desk. */
  async takeBack(): Promise<void> {
    await this.page.getByRole('button', { name: /^Take back ./ }).click()
    await expect(this.button('Hang up')).toBeVisible()
  }

  /** Opens the transfer panel and narrows it down to one target. */
  async findTarget(panel: 'Transfer' | 'Add', text: string): Promise<void> {
    await this.button(panel).click()
    await this.page.getByRole('combobox', { name: 'Search' }).fill(text)
  }

  async talkFirstWith(text: string): Promise<void> {
    await this.findTarget('Transfer', text)
    await this.page
      .getByRole('button', { name: /^Talk first with/ })
      .first()
      .click()
  }

  async transferNowTo(text: string): Promise<void> {
    await this.findTarget('Transfer', text)
    await this.page
      .getByRole('button', { name: /^Transfer to/ })
      .first()
      .click()
  }
}
