import { CUSTOMER } from '../calls/model/party.ts'
import { nameConference, placeBehind } from '../calls/model/place.ts'
import type { Urls } from '../twilio/urls.ts'
import { writeTwiml } from '../twilio/write-twiml.ts'

/** What every Conference of a call reports. The first who comes into one sets this for good. */
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

/** Everybody's: no beep, no long buffer (Twilio's default adds 300 to 1,000 ms), and nobody ends it by leaving. */
function describeConference(urls: Pick<Urls, 'conferenceStatus'>, callId: string, place: number) {
  return {
    beep: 'false' as const,
    jitterBufferSize: 'small' as const,
    endConferenceOnExit: false,
    statusCallback: urls.conferenceStatus(callId, place),
    statusCallbackMethod: 'POST',
    statusCallbackEvent: [...CONFERENCE_EVENTS],
  }
}

/**
 * Leads a customer to a place where they wait: a Conference that starts when somebody else comes. Behind it stands the
 * next place, for when Twilio cannot fetch the music or ends the Conference. `musicUrl`: TwiML that is played meanwhile;
 * null for Twilio's own music.
 */
export function waitTwiml(
  urls: Pick<Urls, 'conferenceStatus'>,
  wait: { readonly callId: string; readonly place: number; readonly musicUrl: string | null },
): string {
  const { callId, place, musicUrl } = wait
  const behind = placeBehind(place)
  const joinAt = (at: number, music: string | null) => ({
    ...describeConference(urls, callId, at),
    participantLabel: CUSTOMER,
    startConferenceOnEnter: false,
    ...(music === null ? {} : { waitUrl: music, waitMethod: 'GET' as const }),
  })
  return writeTwiml((response) => {
    response.dial().conference(joinAt(place, musicUrl), nameConference(callId, place))
    if (behind !== null)
      response.dial().conference(joinAt(behind, null), nameConference(callId, behind))
  })
}

/** Puts a party into the call's Conference. Its label is the party's id, unless one is given. */
export function conferenceTwiml(
  urls: Pick<Urls, 'conferenceLeft' | 'conferenceStatus'>,
  party: {
    readonly callId: string
    readonly place: number
    readonly partyId: string
    readonly label?: string
  },
): string {
  const { callId, place, partyId, label = partyId } = party
  const action = urls.conferenceLeft(callId, partyId)
  return writeTwiml((response) =>
    response.dial({ action, method: 'POST' }).conference(
      {
        ...describeConference(urls, callId, place),
        participantLabel: label,
        waitUrl: '',
        startConferenceOnEnter: true,
      },
      nameConference(callId, place),
    ),
  )
}

/** Said to a customer whose agent's desk gives no sign of life. */
export function momentTwiml(): string {
  return writeTwiml((response) => response.say('One moment, please.'))
}

/** Presses keys for the party that hears it. `,` is a pause of two seconds: four `w` of Twilio's `<Play digits>`. */
export function keysTwiml(digits: string): string {
  return writeTwiml((response) => {
    if (digits !== '') response.play({ digits: digits.replaceAll(',', 'wwww') })
  })
}

export function redirectTwiml(url: string): string {
  return writeTwiml((response) => response.redirect({ method: 'POST' }, url))
}

export function hangUpTwiml(): string {
  return writeTwiml((response) => response.hangup())
}

export function rejectTwiml(): string {
  return writeTwiml((response) => response.reject())
}
