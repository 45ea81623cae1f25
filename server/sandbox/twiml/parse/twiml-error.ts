import type { Exchange, Notice } from '../../telephony/notices.ts'

/** A document that cannot be fetched, read or executed, with its code from api/errors. */
export class TwimlError extends Error {
  readonly code: number
  readonly url: string
  readonly exchange: Exchange | null

  constructor(code: number, message: string, url = '', exchange: Exchange | null = null) {
    super(message)
    this.name = 'TwimlFault'
    this.code = code
    this.url = url
    this.exchange = exchange
  }

  /** As the debugger keeps it. */
  notice(level: Notice['level'], callSid: string): Notice {
    const { code, message, url, exchange } = this
    return { level, code, message, callSid, url, ...(exchange ? { exchange } : {}) }
  }
}
