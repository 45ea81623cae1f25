/** A failure in the form that Twilio's REST API answers. Docs: usage/twilios-response#response-formats-exceptions. */
export class RestError extends Error {
  readonly status: number
  readonly code: number

  /** `status` is the HTTP status, `code` one of Twilio's error codes (api/errors). */
  constructor(status: number, code: number, message: string) {
    super(message)
    this.name = 'RestError'
    this.status = status
    this.code = code
  }

  toJSON(): { code: number; message: string; more_info: string; status: number } {
    const { code, message, status } = this
    return { code, message, more_info: `https://www.twilio.com/docs/errors/${code}`, status }
  }
}

/** 404 with code 20404; `path` is the requested path, without host. */
export function notFound(path: string): RestError {
  return new RestError(404, 20404, `The requested resource ${path} was not found`)
}

/** A request's path as Twilio's host has it, without the label that stands for the host here. */
export function pathOnTwilio(originalUrl: string): string {
  const [path = originalUrl] = originalUrl.split('?')
  return path.replace(/^\/[a-z]+(?=\/)/, '')
}

/** 400 for a parameter that is missing or wrong; `code` is 20001 unless a more exact one is documented. */
export function badRequest(message: string, code = 20001): RestError {
  return new RestError(400, code, message)
}
