import { callParams } from '../../telephony/call/call-params.ts'
import { createOrderedSender } from '../../webhooks/ordered.ts'
import type { VerbContext } from '../run/context.ts'
import type { Link } from '../parse/document.ts'
import { resolveUrl } from '../parse/resolve-url.ts'

/** The reported stability of words that may still change. */
const STABILITY = '0.9'

/**
 * Reports the words recognised so far, one word more each time; the answers are not read.
 * Docs: voice/twiml/gather#partialresultcallback.
 */
export function createPartialResults({ services, call, base }: VerbContext, link: Link | null) {
  const post = createOrderedSender(services.sender)
  let sequence = 0
  return {
    /** `stable` was reported before. */
    tell(stable: string, text: string): void {
      if (link === null) return
      const words = text.split(/\s+/)
      for (const count of words.keys()) {
        const params = {
          ...callParams(call),
          StableSpeechResult: stable.trim(),
          UnstableSpeechResult: words.slice(0, count + 1).join(' '),
          Stability: STABILITY,
          SequenceNumber: String(sequence),
        }
        sequence += 1
        post({ url: resolveUrl(link.url, base), method: link.method, params })
      }
    },
  }
}
