/** A document that cannot be fetched, read or executed, with its code from api/errors. */
export class TwimlFault extends Error {
  readonly code: number
  readonly url: string

  constructor(code: number, message: string, url = '') {
    super(message)
    this.name = 'TwimlFault'
    this.code = code
    this.url = url
  }
}
