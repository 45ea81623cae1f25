import { writeTwiml } from '../../twilio/write-twiml.ts'

/** What the customer's first document has, and what an experiment may change in it. */
export interface WaitDocument {
  readonly conference: string
  /** Where the customer goes when the first Conference ends or cannot be entered. */
  readonly nextConference: string
  /** Null: Twilio's own music. */
  readonly waitUrl: string | null
  readonly eventsUrl: string
  readonly jitterBufferSize?: 'large' | 'medium' | 'small' | 'off'
  readonly region?: 'us1' | 'ie1' | 'de1' | 'sg1' | 'br1' | 'au1' | 'jp1'
}

export const CONFERENCE_EVENTS = [
  'start',
  'end',
  'join',
  'leave',
  'mute',
  'hold',
  'modify',
  'speaker',
  'announcement',
] as const

/** The document by which a customer waits: the product's own, with the Conference behind it as the net. */
export function waitTwiml(document: WaitDocument): string {
  const { conference, nextConference, waitUrl, eventsUrl, jitterBufferSize, region } = document
  const always = {
    participantLabel: 'customer',
    startConferenceOnEnter: false,
    endConferenceOnExit: false,
    beep: 'false' as const,
    jitterBufferSize: jitterBufferSize ?? 'small',
    statusCallback: eventsUrl,
    statusCallbackMethod: 'POST' as const,
    statusCallbackEvent: [...CONFERENCE_EVENTS],
    ...(region === undefined ? {} : { region }),
  }
  return writeTwiml((response) => {
    response
      .dial()
      .conference(
        { ...always, ...(waitUrl === null ? {} : { waitUrl, waitMethod: 'GET' as const }) },
        conference,
      )
    response.dial().conference(always, nextConference)
  })
}
