import { clipboard, shell, type App } from 'electron'
import type { Log } from '../../log.ts'
import {
  linkAmong,
  OWN_SCHEME,
  parseCopied,
  parseLink,
  parseNumber,
  telephoneSchemes,
} from './parse-link.ts'

export interface Links {
  /** A link that the system hands over. What is none of ours is passed over. */
  open(link: string): void
  /** The arguments of a start, this one's or a second one's. */
  started(argv: readonly string[]): void
  /** A number that another program hands over. False where it is none: then nothing happens. */
  number(text: string): boolean
  /** The number that was copied last. */
  dialCopied(): Promise<void>
  /** Says what was asked for before anybody could hear it. */
  pageReady(): void
  /** Makes this program the one that opens our own links, and telephone links where that is wanted. */
  claim(telephone: boolean): void
  /** Gives telephone links up again. */
  release(): void
}

/** Numbers from outside, on their way to the dialler: they fill it in and never dial. */
export function createLinks(options: {
  readonly app: Pick<
    App,
    'isPackaged' | 'setAsDefaultProtocolClient' | 'removeAsDefaultProtocolClient'
  >
  readonly fill: (number: string) => void
  readonly show: () => void
  readonly log: Log
}): Links {
  const { app, log } = options
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
    bring(number)
  }

  return {
    open,
    started(argv) {
      const link = linkAmong(argv)
      if (link !== null) open(link)
    },
    number(text) {
      const number = parseNumber(text)
      bring(number)
      return number !== null
    },
    async dialCopied() {
      // Awaited: a promise in newer Electron, a text in older.
      const number = parseCopied((await clipboard.readText()).slice(0, 1000))
      if (number === null) shell.beep()
      bring(number)
    },
    pageReady() {
      ready = true
      if (waiting !== null) options.fill(waiting)
      waiting = null
    },
    claim(telephone) {
      // An unpacked program would register whatever launched it.
      if (!app.isPackaged) return
      app.setAsDefaultProtocolClient(OWN_SCHEME)
      if (!telephone) return
      for (const scheme of telephoneSchemes) app.setAsDefaultProtocolClient(scheme)
    },
    release() {
      if (!app.isPackaged) return
      for (const scheme of telephoneSchemes) app.removeAsDefaultProtocolClient(scheme)
    },
  }
}
