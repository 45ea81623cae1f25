import type { Log } from '../../log.ts'
import { isOwnLink, findLink, parseCopied, parseLink, parseNumber } from './parse-link.ts'

/** What came of a number: it is in the dialler, it is not a number, or agents here place no calls. */
export type FillResult = 'filled' | 'no-number' | 'no-outgoing'

export interface Links {
  /** A link that the system hands over. What is none of ours is passed over. */
  open(link: string): void
  /** The arguments of a start, this one's or a second one's. Answers whether a link is among them, opened or not. */
  openFromArguments(argv: readonly string[]): boolean
  /** A number that another program hands over. */
  fillNumber(text: string): FillResult
  /** The number that was copied last. */
  fillCopied(): Promise<void>
  /** Says what was asked for before anybody could hear it. */
  onPageReady(): void
}

/** Numbers from outside, on their way to the dialler: they fill it in and never dial. */
export function createLinks(options: {
  /** False where a policy says that telephone links are not this program's. Our own links are, at any time. */
  readonly mayOpenTelephoneLinks: () => boolean
  /** False where agents place no calls: then there is no dialler to fill in. */
  readonly mayPlaceCalls: () => boolean
  readonly fill: (number: string) => void
  /** What was copied last. */
  readonly readClipboard: () => Promise<string>
  /** Says by ear that nothing came of it. */
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
    // Not what it says: a link may hold anything.
    if (number === null) log.warn('link refused')
    // Whatever the system, or another program, hands over all the same.
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
