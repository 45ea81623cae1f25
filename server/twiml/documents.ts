import type { Urls } from '../twilio/urls.ts'
import { writeTwiml } from '../twilio/write-twiml.ts'

/** Puts a caller into TaskRouter's queue. The attributes have our call id, by which everything is found again. */
export function enqueueTwiml(request: {
  readonly workflowSid: string
  readonly waitUrl: string
  readonly leftUrl: string
  readonly attributes: Readonly<Record<string, unknown>>
  /** Higher values are served first; TaskRouter's default is 0. */
  readonly priority?: number
}): string {
  const { workflowSid, waitUrl, leftUrl, attributes, priority } = request
  return writeTwiml((response) => {
    response
      .enqueue({ workflowSid, waitUrl, waitUrlMethod: 'POST', action: leftUrl, method: 'POST' })
      .task(priority === undefined ? {} : { priority }, JSON.stringify(attributes))
  })
}

/** Puts a party into the call's Conference. Its label is the party's id, unless one is given. */
export function conferenceTwiml(
  urls: Pick<Urls, 'conferenceLeft' | 'conferenceStatus'>,
  party: { readonly callId: string; readonly partyId: string; readonly label?: string },
): string {
  const { callId, partyId, label = partyId } = party
  const action = urls.conferenceLeft(callId, partyId)
  return writeTwiml((response) =>
    response.dial({ action, method: 'POST' }).conference(
      {
        participantLabel: label,
        beep: 'false',
        waitUrl: '',
        startConferenceOnEnter: true,
        endConferenceOnExit: false,
        statusCallback: urls.conferenceStatus(callId),
        statusCallbackMethod: 'POST',
        statusCallbackEvent: ['start', 'end', 'join', 'leave', 'mute', 'hold', 'speaker'],
      },
      callId,
    ),
  )
}

/** Music without end, for a waiting caller and for a customer on hold. */
export function musicTwiml(url: string): string {
  return writeTwiml((response) => response.play({ loop: 0 }, url))
}

/** Presses keys for the party that hears it. `,` is a pause of two seconds: four `w` of Twilio's `<Play digits>`. */
export function keysTwiml(digits: string): string {
  return digits === ''
    ? emptyTwiml()
    : writeTwiml((response) => response.play({ digits: digits.replaceAll(',', 'wwww') }))
}

export function redirectTwiml(url: string): string {
  return writeTwiml((response) => response.redirect({ method: 'POST' }, url))
}

export function hangUpTwiml(): string {
  return writeTwiml((response) => response.hangup())
}

export function nobodyTwiml(): string {
  return writeTwiml((response) => {
    response.say('We are sorry. Nobody can take your call now. Please try again later. Goodbye.')
    response.hangup()
  })
}

export function rejectTwiml(): string {
  return writeTwiml((response) => response.reject())
}

/** For a leg that the server has already given something to do over REST. */
export function emptyTwiml(): string {
  return writeTwiml(() => {})
}
