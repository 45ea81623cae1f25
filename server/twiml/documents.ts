import { voiceResponse } from '../twilio/voice-response.ts'

/** A caller into TaskRouter's queue. The attributes carry our callId, by which everything is found again. */
export function enqueueTwiml(request: {
  readonly workflowSid: string
  readonly waitUrl: string
  readonly leftUrl: string
  readonly attributes: Readonly<Record<string, unknown>>
  /** Anybody who has more is offered first; 0 for everybody else. */
  readonly priority?: number
}): string {
  const response = voiceResponse()
  const enqueue = response.enqueue({
    workflowSid: request.workflowSid,
    waitUrl: request.waitUrl,
    waitUrlMethod: 'POST',
    action: request.leftUrl,
    method: 'POST',
  })
  const { priority } = request
  enqueue.task(priority === undefined ? {} : { priority }, JSON.stringify(request.attributes))
  return response.toString()
}

/** A party into the call's Conference. What follows when it ends is asked at `leftUrl`. */
export function conferenceTwiml(request: {
  readonly conference: string
  readonly label: string
  readonly leftUrl: string
  readonly statusUrl: string
}): string {
  const response = voiceResponse()
  const dial = response.dial({ action: request.leftUrl, method: 'POST' })
  dial.conference(
    {
      participantLabel: request.label,
      beep: 'false',
      waitUrl: '',
      startConferenceOnEnter: true,
      endConferenceOnExit: false,
      statusCallback: request.statusUrl,
      statusCallbackMethod: 'POST',
      statusCallbackEvent: ['start', 'end', 'join', 'leave', 'mute', 'hold', 'speaker'],
    },
    request.conference,
  )
  return response.toString()
}

/** Music without end, for a waiting caller and for a customer on hold. */
export function musicTwiml(url: string): string {
  const response = voiceResponse()
  response.play({ loop: 0 }, url)
  return response.toString()
}

/**
 * Presses keys for the party that hears it. `digits` as in the contract: `,` is a pause of two seconds, which Twilio writes as
 * four `w` (Twilio: `<Play digits>`).
 */
export function keysTwiml(digits: string): string {
  const response = voiceResponse()
  if (digits !== '') response.play({ digits: digits.replaceAll(',', 'wwww') })
  return response.toString()
}

/** Asks for what comes next at another address. */
export function redirectTwiml(url: string): string {
  const response = voiceResponse()
  response.redirect({ method: 'POST' }, url)
  return response.toString()
}

export function hangUpTwiml(): string {
  const response = voiceResponse()
  response.hangup()
  return response.toString()
}

/** Said when the queue gives a caller up, never silently. */
export function nobodyTwiml(): string {
  const response = voiceResponse()
  response.say('We are sorry. Nobody can take your call now. Please try again later. Goodbye.')
  response.hangup()
  return response.toString()
}

export function rejectTwiml(): string {
  const response = voiceResponse()
  response.reject()
  return response.toString()
}

/** Nothing more to do: Twilio is already carrying out what the server asked for over REST. */
export function emptyTwiml(): string {
  return voiceResponse().toString()
}
