import { badRequest } from '../http/rest-error.ts'
import type { Announcement } from '../telephony/conference/conference.ts'
import { method, text } from '../telephony/form.ts'
import type { Form } from '../telephony/form.ts'

/** A URL that may be left out (null) or be empty. Throws 21205. */
export function optionalUrl(form: Form, key: string): string | null {
  const url = text(form, key) ?? null
  if (url === null || url === '' || URL.canParse(url)) return url
  throw badRequest(`${key} is not a valid URL: ${url}`, 21205)
}

/** Null when nothing is to be announced. Docs: voice/api/conference-resource#update-a-conference-resource. */
export function announcementOf(form: Form): Announcement | null {
  const url = optionalUrl(form, 'AnnounceUrl')
  return url === null || url === '' ? null : { url, method: method(form, 'AnnounceMethod') }
}
