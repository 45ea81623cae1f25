import type { Music, Programme } from '../audio/music.ts'
import type { Call } from '../call/call.ts'
import type { Conference } from './conference.ts'
import type { JoinOptions } from './participant-options.ts'

/**
 * Asks the wait URL of a call that is about to wait in a conference; what it answers is what the call will hear. Null as the
 * result: the first request has failed, and the call does not get in. Null at once: there is nothing to ask.
 * Docs: voice/twiml/conference#attributes-wait-url.
 */
export function openWait(
  music: Music,
  conference: Conference,
  call: Call,
  options: JoinOptions,
): Promise<Programme | null> | null {
  const { waitUrl: url, waitMethod: method } = options
  if (url === null || url === '' || !conference.wouldWait(options)) return null
  const params = () => conference.musicParams(call)
  const loopsFile = conference.settings.waitFile === 'loops'
  return music.open({ url, method, params, callSid: call.sid, loopsFile })
}
