import type { Log } from '../../log.ts'
import { isOwnLink, linkAmong, parseCopied, parseLink, parseNumber } from './parse-link.ts'

export interface Links {
  /** A link that the system hands over. What is none of ours is passed over. */
  open(link: string): void
  /** The arguments of a start, this one's or a second one's. Answers whether a link is among them, opened or not. */
  started(argv: readonly string[]): boolean
  /** A number that another program hands over. False where it is none: then nothing happens. */
  number(text: string): boolean
  /** The number that was copied last. */
  dialCopied(): Promise<void>
  /** Says what was asked for before anybody could hear it. */
  pageReady(): void
}

/** Numbers from outside, on their way to the dialler: they fill it in and never dial. */
export function createLinks(options: {
  /** False where a policy says that telephone links are not this program's. Our own links are, at any time. */
  readonly opensTelephone: () => boolean
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

  function bring(number: string | null): void {
    if (number === null) return
    if (ready) options.fill(number)
    else waiting = number
    options.show()
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
    number(text) {
      const number = parseNumber(text)
      bring(number)
      return number !== null
    },
    async dialCopied() {
      const number = parseCopied((await options.copied()).slice(0, 1000))
      if (number === null) options.beep()
      bring(number)
    },
    pageReady() {
      ready = true
      if (waiting !== null) options.fill(waiting)
      waiting = null
    },
  }
}
