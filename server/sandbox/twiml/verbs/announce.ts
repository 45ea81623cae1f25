import { callParams } from '../../telephony/call/call-params.ts'
import { play } from '../../telephony/audio/player.ts'
import { audibleOrNothing } from '../run/audible.ts'
import type { VerbContext } from '../run/context.ts'
import type { Link } from '../parse/document.ts'
import { TwimlError } from '../parse/twiml-error.ts'
import { fetchInstructions } from '../run/fetch.ts'
import { resolveUrl } from '../parse/resolve-url.ts'

/** A document with sounds only, played to one party before two are connected. Docs: voice/twiml/queue#attributes-url. */
export async function announce(
  { services, call, signal }: VerbContext,
  first: Link,
  params: Readonly<Record<string, string>>,
): Promise<void> {
  let link: Link | null = first
  while (link !== null && !signal.aborted) {
    const loaded = await fetchInstructions(services, call, {
      ...link,
      params: { ...callParams(call), ...params },
    })
    if (loaded.kind === 'audio') throw new TwimlError(12300, 'A document is needed', link.url)
    link = null
    for (const verb of loaded.document.verbs) {
      if (verb.kind === 'redirect') {
        link = { url: resolveUrl(verb.link.url, loaded.url), method: verb.link.method }
        break
      }
      if (verb.kind !== 'say' && verb.kind !== 'play' && verb.kind !== 'pause') {
        throw new TwimlError(12200, `The document cannot have the verb '${verb.kind}'`, loaded.url)
      }
      const source = await audibleOrNothing(services, call, verb, loaded.url)
      if (source !== null && call.audio) await play(services.audio, call.audio, source, signal)
    }
  }
}
