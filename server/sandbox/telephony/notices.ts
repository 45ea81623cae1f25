/** What Twilio's debugger would show: an error or warning with its documented code (api/errors). */
export interface Notice {
  readonly level: 'error' | 'warning'
  readonly code: number
  readonly message: string
  readonly callSid?: string
  readonly url?: string
  readonly exchange?: Exchange
}

/** A request to the application and what it answered. */
export interface Exchange {
  readonly method: 'GET' | 'POST'
  readonly params: Readonly<Record<string, string>>
  readonly body: string
}

export interface Notices {
  note(notice: Notice): void
  /** The newest notices, the oldest first. */
  list(): readonly Notice[]
}

const KEPT = 500

/** `log` gets each notice as it comes. */
export function createNotices(log: (notice: Notice) => void): Notices {
  const kept: Notice[] = []
  return {
    note(notice) {
      kept.push(notice)
      if (kept.length > KEPT) kept.shift()
      log(notice)
    },
    list: () => kept,
  }
}
