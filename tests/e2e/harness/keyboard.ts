import { expect, type Locator, type Page, type Request } from '@playwright/test'

/** What of a call a key could change, as the screen shows it. */
export interface ShownCall {
  readonly stage: 'idle' | 'ringing' | 'call' | 'wrap-up'
  readonly muted: boolean
  readonly onHold: boolean
  readonly people: readonly string[]
}

/**
 * An agent without a pointer, who presses only what the screen shows: the key of a button, of a line in the list of
 * shortcuts, or text. It counts the presses, and notes every command that reaches the server.
 */
export class Keyboard {
  readonly page: Page
  /** In order: `parties/hold`, `transfer/complete`… Notes and drafts change nothing in a call. */
  readonly commands: string[] = []
  presses = 0

  constructor(page: Page) {
    this.page = page
    page.on('request', (request) => {
      const command = commandOf(request)
      if (command !== null) this.commands.push(command)
    })
  }

  /** Presses the key that this button shows, when it can be pressed. */
  async press(name: string | RegExp): Promise<void> {
    const button = this.page
      .getByRole('button', { name, exact: true })
      .or(this.page.getByRole('option', { name, exact: true }))
      .filter({ visible: true })
      .first()
    await expect(button).toBeEnabled()
    await expect(button).not.toHaveAttribute('aria-disabled', 'true')
    await this.strike(await keyOf(button, name))
  }

  /** Presses the key that the list of shortcuts has for this. */
  async pressListed(does: string): Promise<void> {
    await this.page.keyboard.press('Escape')
    await this.page.keyboard.press('?')
    const list = this.page.getByRole('dialog')
    const line = list.locator('dl > div').filter({ hasText: does })
    const key = inPlaywright(await line.locator('kbd').first().innerText())
    await this.page.keyboard.press('Escape')
    await expect(list).toBeHidden()
    await this.strike(key)
  }

  /** Presses the key that stands beside this word under a search. */
  async pressHint(word: string): Promise<void> {
    const keys = this.page.locator('main kbd').filter({ visible: true })
    const beside = await keys.evaluateAll((all, said) => {
      const wordsBeside = (key: Element) =>
        (key.parentElement?.textContent ?? '').replace(key.textContent ?? '', '').trim()
      const found = all.find((each) => wordsBeside(each) === said)
      return found?.textContent ?? null
    }, word)
    expect(beside, `the screen shows a key for ${word}`).not.toBeNull()
    await this.strike(inPlaywright(beside ?? ''))
  }

  /** Text, and the keys of a field: Enter, Tab, Escape, the arrows. */
  async strike(key: string): Promise<void> {
    this.presses += 1
    await this.page.keyboard.press(key)
  }

  /** Types where the focus is. It changes nothing in a call. */
  async type(text: string): Promise<void> {
    const [before, sent] = [await this.shown(), this.commands.length]
    this.presses += text.length
    await this.page.keyboard.type(text)
    expect(await this.shown()).toEqual(before)
    expect(this.commands.slice(sent)).toEqual([])
  }

  /** The presses of one task. */
  async count(task: () => Promise<void>): Promise<number> {
    const before = this.presses
    await task()
    return this.presses - before
  }

  shown(): Promise<ShownCall> {
    return this.page.evaluate(() => {
      const visible = [...document.querySelectorAll('main button')].filter((each) =>
        each.checkVisibility(),
      )
      const nameOf = (button: Element) => {
        const copy = button.cloneNode(true) as Element
        for (const hidden of copy.querySelectorAll('[aria-hidden="true"]')) hidden.remove()
        return button.getAttribute('aria-label') ?? copy.textContent?.trim()
      }
      const has = (name: string) => visible.some((each) => nameOf(each) === name)
      const stage = () => {
        if (has('Hang up')) return 'call'
        if (has('Answer')) return 'ringing'
        return has('Complete') ? 'wrap-up' : 'idle'
      }
      const people = document.querySelectorAll('ul[aria-label="On this call"] > li')
      return {
        stage: stage(),
        muted: has('Unmute'),
        onHold: has('Resume'),
        people: [...people].map((each) => each.querySelector('p')?.textContent ?? ''),
      }
    })
  }
}

async function keyOf(button: Locator, name: string | RegExp): Promise<string> {
  const shown = await button.getAttribute('aria-keyshortcuts')
  expect(shown, `the screen shows a key for ${String(name)}`).not.toBeNull()
  return inPlaywright((shown ?? '').split(' ')[0] ?? '')
}

/** `Alt M`, `Alt+M`, `Ctrl ⏎` and `Control+Enter` as Playwright writes them. */
function inPlaywright(shown: string): string {
  const names: Readonly<Record<string, string>> = {
    Ctrl: 'Control',
    '⏎': 'Enter',
    '⇧': 'Shift',
    Esc: 'Escape',
  }
  return shown
    .split(/[+\s]+/u)
    .map((part) => names[part] ?? part)
    .map((part) => (/^[A-Z]$/u.test(part) ? part.toLowerCase() : part))
    .join('+')
}

/** `POST /api/calls/…/parties/…/hold` is `parties/hold`; a call that is placed is `dial`. */
function commandOf(request: Request): string | null {
  const path = new URL(request.url()).pathname
  const found = /^\/api\/(?:calls|wrap-ups)(?:\/[^/]+(?:\/(.+))?)?$/.exec(path)
  if (found === null || request.method() === 'GET') return null
  const [, rest] = found
  if (rest === undefined) return 'dial'
  if (rest === 'notes' || rest === 'draft') return null
  return rest.replace(/^parties\/[^/]+\//, 'parties/')
}
