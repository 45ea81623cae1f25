import type { Log } from '../../log.ts'
import { isOwnLink, findLink, parseCopied, parseLink, parseNumber } from './parse-link.ts'

/** The result for a number: it is in the dialler, it is not a number, or agents here place no calls. */
export type FillResult = 'filled' | 'no-number' | 'no-outgoing'

export interface Links {
  /** Opens a link from the system. Foreign links are ignored. */
  open(link: string): void
  /**
   * Opens a link from the arguments of a start, this one’s or a second one’s. Returns whether there was a link,
   * opened or not.
   */
  openFromArguments(argv: readonly string[]): boolean
  /** Fills in a number from another program. */
  fillNumber(text: string): FillResult
  /** Fills in the copied number. */
  fillCopied(): Promise<void>
  /** Sends the number that arrived before the page was ready. */
  onPageReady(): void
}

/** Numbers from outside, for the dialler. They fill it in and never dial. */
export function createLinks(options: {
  /** False if a policy forbids telephone links here. Our own links always open. */
  readonly mayOpenTelephoneLinks: () => boolean
  /** False if agents place no calls: then there is no dialler. */
  readonly mayPlaceCalls: () => boolean
  readonly fill: (number: string) => void
  /** The text in the clipboard. */
  readonly readClipboard: () => Promise<string>
  /** Sounds a beep, because nothing was filled in. */
  readonly beep: () => void
  readonly show: () => void
  readonly log: Log
}): Links {
  const { log } = options
  let ready = false
  let waiting: string | null = null

  function fill(number: string | null): FillResult {
    if (number === null) return 'no-number'
    if (!options.mayPlaceCalls()) {
      log.warn({ policy: 'features.outbound' }, 'number refused')
      return 'no-outgoing'
    }
    if (ready) options.fill(number)
    else waiting = number
    options.show()
    return 'filled'
  }

  function open(link: string): void {
    const number = parseLink(link)
    // Not the link itself: it may contain anything.
    if (number === null) log.warn('link refused')
    // The system or another program may send such links although we are not registered for them.
    else if (!isOwnLink(link) && !options.mayOpenTelephoneLinks()) {
      log.warn({ policy: 'links.telephone' }, 'telephone link refused')
    } else fill(number)
  }

  return {
    open,
    openFromArguments(argv) {
      const link = findLink(argv)
      if (link !== null) open(link)
      return link !== null
    },
    fillNumber: (text) => fill(parseNumber(text)),
    async fillCopied() {
      const copied = (await options.readClipboard()).slice(0, 1000)
      if (fill(parseCopied(copied)) !== 'filled') options.beep()
    },
    onPageReady() {
      ready = true
      if (waiting !== null) options.fill(waiting)
      waiting = null
    },
  }
}
