import type { Element } from './element.ts'

/** The attributes that each element has (Docs: voice/twiml/<name>); a `-` marks those that change nothing here. */
const KNOWN: Readonly<Record<string, string>> = {
  Response: '',
  Say: 'loop -voice -language',
  Play: 'loop digits',
  Pause: 'length',
  Gather:
    'action method input timeout numDigits finishOnKey actionOnEmptyResult -speechTimeout -language -hints ' +
    '-partialResultCallback -partialResultCallbackMethod -bargeIn -profanityFilter -speechModel -enhanced -debug',
  Hangup: '',
  Leave: '',
  Reject: 'reason',
  Redirect: 'method',
  Enqueue: 'action method waitUrl waitUrlMethod workflowSid',
  Task: 'priority timeout',
  Dial:
    'action method timeout timeLimit callerId answerOnBridge hangupOnStar -ringTone -record -trim ' +
    '-recordingStatusCallback -recordingStatusCallbackMethod -recordingStatusCallbackEvent -recordingTrack ' +
    '-sequential -referUrl -referMethod -events',
  Conference:
    'muted beep startConferenceOnEnter endConferenceOnExit participantLabel maxParticipants waitUrl waitMethod ' +
    'statusCallback statusCallbackMethod statusCallbackEvent -region -record -trim coach -jitterBufferSize ' +
    '-recordingStatusCallback -recordingStatusCallbackMethod -recordingStatusCallbackEvent -eventCallbackUrl',
  Queue: 'url method -reservationSid -postWorkActivitySid',
  Client:
    'statusCallback statusCallbackMethod statusCallbackEvent -url -method -clientNotificationUrl',
  Identity: '',
  Parameter: 'name value',
  Number:
    'statusCallback statusCallbackMethod statusCallbackEvent -url -method -sendDigits -phoneNumberSid -byoc ' +
    '-machineDetection -machineDetectionTimeout -amdStatusCallback -amdStatusCallbackMethod',
}

/** What is to be said about an element's attributes: unknown ones, and known ones that change nothing here. */
export function attributeWarnings(element: Element): string[] {
  const known = (KNOWN[element.name] ?? '').split(' ')
  return Object.keys(element.attributes).flatMap((name) => {
    if (known.includes(name)) return []
    return known.includes(`-${name}`)
      ? [`<${element.name}> ${name} has no effect in the sandbox`]
      : [`Attribute '${name}' is not allowed to appear in element '${element.name}'`]
  })
}
