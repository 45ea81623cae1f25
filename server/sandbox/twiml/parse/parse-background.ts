import type { StreamRequest } from '../../streams/media-stream.ts'
import { tracksOf } from '../../streams/tracks.ts'
import type { TranscriptionRequest } from '../../streams/transcription.ts'
import type { Verb } from './document.ts'
import type { Element } from './element.ts'
import { TwimlError } from './twiml-error.ts'
import { actionOf, flagOf, methodOf, parametersOf } from './read-attribute.ts'
import { recordingOf, trackOf } from './recording-attributes.ts'

/** What runs beside the document. Docs: voice/twiml/stream, voice/twiml/recording, voice/twiml/transcription. */
export function parseStart(element: Element): Verb {
  const noun = onlyNoun(element)
  switch (noun.name) {
    case 'Stream':
      return { kind: 'start-stream', stream: streamOf(noun, TRACKS, false) }
    case 'Recording':
      return { kind: 'start-recording', recording: backgroundRecording(noun) }
    case 'Transcription':
      return { kind: 'start-transcription', transcription: transcriptionOf(noun) }
    default:
      throw new TwimlError(12200, `Schema validation: <Start> cannot start <${noun.name}>`)
  }
}

export function parseStop(element: Element): Verb {
  const noun = onlyNoun(element)
  const name = noun.attributes['name'] ?? ''
  switch (noun.name) {
    case 'Stream':
      return { kind: 'stop', what: 'stream', name }
    case 'Recording':
      return { kind: 'stop', what: 'recording', name }
    case 'Transcription':
      return { kind: 'stop', what: 'transcription', name }
    default:
      throw new TwimlError(12200, `Schema validation: <Stop> cannot stop <${noun.name}>`)
  }
}

/** Docs: voice/twiml/connect, voice/twiml/stream. */
export function parseConnect(element: Element): Verb {
  const noun = onlyNoun(element)
  if (noun.name !== 'Stream') {
    throw new TwimlError(12200, `Schema validation: <Connect> cannot connect <${noun.name}>`)
  }
  const stream = streamOf(noun, ['inbound_track'], true)
  return { kind: 'connect-stream', stream, action: actionOf(element) }
}

function onlyNoun(element: Element): Element {
  const [noun, ...others] = element.children
  if (noun && others.length === 0) return noun
  throw new TwimlError(12200, `Schema validation: <${element.name}> has exactly one noun`)
}

const TRACKS = ['inbound_track', 'outbound_track', 'both_tracks']

function streamOf(noun: Element, tracks: readonly string[], bidirectional: boolean): StreamRequest {
  const { url = '', name, track = 'inbound_track', statusCallback = '' } = noun.attributes
  if (!tracks.includes(track)) {
    throw new TwimlError(31941, `Stream - Invalid Track configuration: ${track}`)
  }
  return {
    url,
    name: name ?? null,
    tracks: tracksOf(track),
    parameters: parametersOf(noun),
    report:
      statusCallback === ''
        ? null
        : { url: statusCallback, method: methodOf(noun, 'statusCallbackMethod') },
    bidirectional,
  }
}

function transcriptionOf(noun: Element): TranscriptionRequest {
  const { name, track = 'both_tracks', statusCallbackUrl: url = '' } = noun.attributes
  return {
    name: name ?? null,
    tracks: tracksOf(track),
    report: url === '' ? null : { url, method: methodOf(noun, 'statusCallbackMethod') },
    languageCode: noun.attributes['languageCode'] ?? 'en-US',
    engine: noun.attributes['transcriptionEngine'] ?? 'google',
    partialResults: flagOf(noun, 'partialResults', false),
    labels: {
      InboundTrackLabel: noun.attributes['inboundTrackLabel'] ?? '',
      OutboundTrackLabel: noun.attributes['outboundTrackLabel'] ?? '',
    },
  }
}

function backgroundRecording(noun: Element) {
  const { name } = noun.attributes
  return recordingOf(noun, {
    ...(name === undefined ? {} : { name }),
    source: 'StartCallRecordingTwiML',
    channels: noun.attributes['channels'] === 'mono' ? 1 : 2,
    track: trackOf(noun, 'track'),
    trim: true,
  })
}
