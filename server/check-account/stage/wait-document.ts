import { waitTwiml } from '../../twiml/documents.ts'

/** What an experiment may change in the product's document. */
export interface WaitChange {
  readonly jitterBufferSize?: 'large' | 'medium' | 'small' | 'off'
  readonly region?: 'us1' | 'ie1' | 'de1' | 'sg1' | 'br1' | 'au1' | 'jp1'
}

export interface WaitRequest extends WaitChange {
  /** Never used before. */
  readonly callId: string
  /** Null: Twilio's own music. */
  readonly musicUrl: string | null
  readonly eventsUrl: string
}

export interface WaitDocument {
  readonly twiml: string
  readonly conference: string
  /** Where the customer goes when the first Conference ends or cannot be entered. */
  readonly nextConference: string
}

/** The document by which a customer waits, as the product writes it, and the Conferences that it names. */
export function writeWaitDocument({
  callId,
  musicUrl,
  eventsUrl,
  ...change
}: WaitRequest): WaitDocument {
  const urls = { conferenceStatus: () => eventsUrl }
  const twiml = Object.entries(change).reduce(
    (text, [name, value]) => withAttribute(text, name, value),
    waitTwiml(urls, { callId, place: 1, musicUrl }),
  )
  const [conference, nextConference] = [...twiml.matchAll(/>([^<]+)<\/Conference>/gu)].map(
    ([, name]) => name,
  )
  if (conference === undefined || nextConference === undefined) {
    throw new Error('the document of the product has no two Conferences')
  }
  return { twiml, conference, nextConference }
}

/** Sets an attribute of every Conference. */
function withAttribute(twiml: string, name: string, value: string): string {
  return twiml
    .replaceAll(new RegExp(` ${name}="[^"]*"`, 'gu'), '')
    .replaceAll('<Conference ', `<Conference ${name}="${value}" `)
}
