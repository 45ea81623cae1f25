import type { TwimlWarning } from './document.ts'
import type { Element } from './element.ts'

/** The attributes that each element has (Docs: voice/twiml/<name>); a `-` marks those that change nothing here. */
const KNOWN: Readonly<Record<string, string>> = {
  Response: '-version',
  Say: 'loop voice language',
  Play: 'loop digits',
  Pause: 'length',
  Gather:
    'action method input timeout numDigits finishOnKey actionOnEmptyResult speechTimeout language hints ' +
    'partialResultCallback partialResultCallbackMethod -bargeIn profanityFilter speechModel enhanced debug ' +
    '-maxSpeechTime',
  Hangup: '',
  Leave: '',
  Reject: 'reason',
  Redirect: 'method',
  Record:
    'action method timeout finishOnKey maxLength playBeep trim recordingStatusCallback recordingStatusCallbackMethod ' +
    'recordingStatusCallbackEvent transcribe transcribeCallback -recordingConfigurationId',
  Start: '-action -method',
  Stop: '',
  Connect: 'action method',
  Stream:
    'url name track statusCallback statusCallbackMethod -connectorName -audioFormat -sampleRate',
  Transcription:
    'name track statusCallbackUrl statusCallbackMethod languageCode transcriptionEngine partialResults ' +
    'inboundTrackLabel outboundTrackLabel hints profanityFilter speechModel enableAutomaticPunctuation ' +
    '-intelligenceService',
  Recording:
    'name recordingStatusCallback recordingStatusCallbackMethod recordingStatusCallbackEvent trim track channels ' +
    '-recordingConfigurationId',
  Enqueue: 'action method waitUrl waitUrlMethod workflowSid',
  Task: 'priority timeout',
  Dial:
    'action method timeout timeLimit callerId answerOnBridge hangupOnStar -ringTone record trim ' +
    'recordingStatusCallback recordingStatusCallbackMethod recordingStatusCallbackEvent recordingTrack ' +
    'sequential -referUrl -referMethod -events',
  Conference:
    'muted beep startConferenceOnEnter endConferenceOnExit participantLabel maxParticipants waitUrl waitMethod ' +
    'statusCallback statusCallbackMethod statusCallbackEvent -region record trim coach jitterBufferSize ' +
    'recordingStatusCallback recordingStatusCallbackMethod recordingStatusCallbackEvent -eventCallbackUrl',
  Queue: 'url method reservationSid postWorkActivitySid',
  Client:
    'statusCallback statusCallbackMethod statusCallbackEvent url method -clientNotificationUrl',
  Sip: '-username -password -url -method -statusCallback -statusCallbackMethod -statusCallbackEvent',
  Identity: '',
  Parameter: 'name value',
  Number:
    'statusCallback statusCallbackMethod statusCallbackEvent url method sendDigits -phoneNumberSid -byoc ' +
    '-machineDetection -machineDetectionTimeout -amdStatusCallback -amdStatusCallbackMethod',
}

/** Elements that are refused by themselves; what they have needs no word. */
const REFUSED = new Set(['Pay', 'Prompt', 'Refer'])

/** What is to be said about an element's attributes: unknown ones, and known ones that change nothing here. */
export function attributeWarnings(element: Element): TwimlWarning[] {
  if (REFUSED.has(element.name)) return []
  const known = (KNOWN[element.name] ?? '').split(' ')
  return Object.keys(element.attributes).flatMap((name) => {
    if (known.includes(name)) return []
    return known.includes(`-${name}`)
      ? [warning(`<${element.name}> ${name} has no effect in the sandbox`)]
      : [warning(`Attribute '${name}' is not allowed to appear in element '${element.name}'`)]
  })
}

/** Docs: api/errors/12200. */
function warning(message: string): TwimlWarning {
  return { code: 12200, message }
}
