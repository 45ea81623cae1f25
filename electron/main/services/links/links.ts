import type { Log } from '../../log.ts'
import { isOwnLink, linkAmong, parseCopied, parseLink, parseNumber } from './parse-link.ts'

/** What came of a number: it is in the dialler, it is not a number, or agents here place no calls. */
export type Filling = 'filled' | 'no-number' | 'no-outgoing'

export interface Links {
  /** A link that the system hands over. What is none of ours is passed over. */
  open(link: string): void
  /** The arguments of a start, this one's or a second one's. Answers whether a link is among them, opened or not. */
  started(argv: readonly string[]): boolean
  /** A number that another program hands over. */
  number(text: string): Filling
  /** The number that was copied last. */
  dialCopied(): Promise<void>
  /** Says what was asked for before anybody could hear it. */
  pageReady(): void
}

/** Numbers from outside, on their way to the dialler: they fill it in and never dial. */
export function createLinks(options: {
  /** False where a policy says that telephone links are not this program's. Our own links are, at any time. */
  readonly opensTelephone: () => boolean
  /** False where agents place no calls: then there is no dialler to fill in. */
  readonly placesCalls: () => boolean
  readonly fill: (number: string) => void
  /** What was copied last. */
  readonly copied: () => Promise<string>
  /** Says by ear that nothing came of it. */
  readonly beep: () => void
  readonly show: () => void
  readonly log: Log
}): Links {
  const { log } = options
  let ready = false
  let waiting: string | null = null

  function bring(number: string | null): Filling {
    if (number === null) return 'no-number'
    if (!options.placesCalls()) {
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
    else if (!isOwnLink(link) && !options.opensTelephone()) {
      log.warn({ policy: 'links.telephone' }, 'telephone link refused')
    } else bring(number)
  }

  return {
    open,
    started(argv) {
      const link = linkAmong(argv)
      if (link !== null) open(link)
      return link !== null
    },
    number: (text) => bring(parseNumber(text)),
    async dialCopied() {
      const copied = (await options.copied()).slice(0, 1000)
      if (bring(parseCopied(copied)) !== 'filled') options.beep()
    },
    pageReady() {
      ready = true
      if (waiting !== null) options.fill(waiting)
      waiting = null
    },
  }
}
