import { badRequest } from '../../http/rest-error.ts'
import { method, text } from '../../telephony/form.ts'
import type { Form } from '../../telephony/form.ts'
import type { VoiceRoute } from '../../telephony/routes.ts'

/** Changes what the form names and leaves the rest. Throws 21502 for an invalid URL. */
export function updateRoute(route: VoiceRoute, form: Form, now: number): void {
  route.friendlyName = text(form, 'FriendlyName') ?? route.friendlyName
  route.voiceUrl = urlOf(form, 'VoiceUrl', route.voiceUrl)
  route.voiceMethod = method(form, 'VoiceMethod', route.voiceMethod)
  route.voiceFallbackUrl = urlOf(form, 'VoiceFallbackUrl', route.voiceFallbackUrl)
  route.voiceFallbackMethod = method(form, 'VoiceFallbackMethod', route.voiceFallbackMethod)
  route.statusCallback = urlOf(form, 'StatusCallback', route.statusCallback)
  route.statusCallbackMethod = method(form, 'StatusCallbackMethod', route.statusCallbackMethod)
  route.updatedAt = now
}

function urlOf(form: Form, key: string, otherwise: string): string {
  const url = text(form, key)
  if (url === undefined) return otherwise
  if (url !== '' && !URL.canParse(url)) throw badRequest(`${key} is not a valid URL: ${url}`, 21502)
  return url
}
