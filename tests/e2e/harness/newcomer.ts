import { expect, type Locator, type Page } from '@playwright/test'

/**
 * Somebody who has had no training: they press only what they can read on the screen, and write only where the screen
 * says what belongs there. Names that only a screen reader gets do not help them.
 */
export class Newcomer {
  readonly page: Page

  constructor(page: Page) {
    this.page = page
  }

  /** The words are on the screen, without scrolling. */
  async reads(words: string | RegExp): Promise<void> {
    const found = this.page.getByText(words).filter({ visible: true }).first()
    await expect(found).toBeVisible({ timeout: 20_000 })
    await expect(found).toBeInViewport()
  }

  async readsNoMore(words: string | RegExp): Promise<void> {
    await expect(this.page.getByText(words).filter({ visible: true })).toHaveCount(0)
  }

  /** The one thing to press that says so. */
  async presses(words: string): Promise<void> {
    const found = this.thing(words)
    await expect(found).toHaveCount(1, { timeout: 20_000 })
    await expect(found).toBeInViewport()
    await found.click()
  }

  /** Writes into the field that has these words above it, or in it. */
  async writes(label: string, text: string): Promise<void> {
    const labelled = this.page.locator('label').filter({ hasText: label, visible: true })
    const field = this.page
      .getByLabel(label)
      .and(this.page.locator('input, textarea'))
      .or(this.page.getByPlaceholder(label))
      .filter({ visible: true })
    await expect(field).toHaveCount(1)
    const placeholder = await field.getAttribute('placeholder')
    if (placeholder !== label) await expect(labelled.first()).toBeInViewport()
    await field.fill(text)
  }

  private thing(words: string): Locator {
    const named = { name: words, exact: true } as const
    return this.page
      .getByRole('button', named)
      .or(this.page.getByRole('link', named))
      .filter({ hasText: words, visible: true })
  }
}
