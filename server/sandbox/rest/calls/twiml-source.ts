import { badRequest } from '../../http/rest-error.ts'
import { method, text } from '../../telephony/form.ts'
import type { Form } from '../../telephony/form.ts'
import type { Routes } from '../../telephony/routes.ts'
import type { ScriptStart } from '../../twiml/script.ts'

/** In characters. Docs: voice/api/call-resource, api/errors/32018. */
const LONGEST_TWIML = 4000

/**
 * The instructions of a Call: `Url`, else `Twiml`, else `ApplicationSid`; null when none is given. Throws 21205, 21218,
 * 32018.
 */
export function scriptOf(form: Form, routes: Routes): ScriptStart | null {
  const url = text(form, 'Url')
  const twiml = text(form, 'Twiml')
  if (twiml !== undefined && url === undefined) {
    if (twiml.length > LONGEST_TWIML) {
      throw badRequest(`Twiml size exceeded maximum allowed value of ${LONGEST_TWIML}`, 32018)
    }
    return { source: { kind: 'text', twiml } }
  }
  if (url !== undefined) {
    return {
      source: { kind: 'url', url: validUrl(url), method: method(form, 'Method') },
      fallback: fallbackOf(form),
    }
  }
  const applicationSid = text(form, 'ApplicationSid')
  if (applicationSid === undefined) return null
  const application = routes.application(applicationSid)
  if (!application) throw badRequest(`Invalid ApplicationSid ${applicationSid}`, 21218)
  const { voiceUrl, voiceMethod, voiceFallbackUrl, voiceFallbackMethod } = application
  return {
    source: { kind: 'url', url: validUrl(voiceUrl), method: voiceMethod },
    fallback:
      voiceFallbackUrl === '' ? null : { url: voiceFallbackUrl, method: voiceFallbackMethod },
  }
}

function fallbackOf(form: Form): NonNullable<ScriptStart['fallback']> | null {
  const url = text(form, 'FallbackUrl')
  return url === undefined ? null : { url: validUrl(url), method: method(form, 'FallbackMethod') }
}

function validUrl(url: string): string {
  const scheme = URL.canParse(url) ? new URL(url).protocol : ''
  if (scheme === 'http:' || scheme === 'https:') return url
  throw badRequest(`Url is not a valid URL: ${url}`, 21205)
}
