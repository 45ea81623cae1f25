import type {
  RecordingEvent,
  RecordingOptions,
  RecordingSource,
  RecordingTrack,
} from '../../telephony/recording/call-recording.ts'
import type { Element } from './element.ts'
import { resolveUrl } from './resolve-url.ts'
import { methodOf, wordsOf } from './read-attribute.ts'

const EVENTS: readonly RecordingEvent[] = ['in-progress', 'completed', 'absent']
const TRACKS: readonly RecordingTrack[] = ['inbound', 'outbound', 'both']

/**
 * The attributes that every element which records has in common. The callback's URL is as the document has it.
 * Docs: voice/twiml/record, voice/twiml/dial#record, voice/twiml/conference#attributes-record, voice/twiml/recording.
 */
export function recordingOf(
  element: Element,
  own: {
    readonly name?: string
    readonly source: RecordingSource
    readonly channels: 1 | 2
    readonly track: RecordingTrack
    /** Whether silence is left out unless the attribute says otherwise. */
    readonly trim: boolean
  },
): RecordingOptions {
  const { trim, recordingStatusCallback: url = '' } = element.attributes
  const requested = wordsOf(element, 'recordingStatusCallbackEvent')
  const events = EVENTS.filter((event) => requested.includes(event))
  return {
    ...own,
    trim: trim === undefined ? own.trim : trim === 'trim-silence',
    report:
      url === ''
        ? null
        : {
            url,
            method: methodOf(element, 'recordingStatusCallbackMethod'),
            events: events.length === 0 ? ['completed'] : events,
          },
  }
}

export function trackOf(element: Element, name: string): RecordingTrack {
  return TRACKS.find((track) => track === element.attributes[name]) ?? 'both'
}

/** With the callback's URL resolved against the document's own. */
export function absoluteRecording(options: RecordingOptions, base: string): RecordingOptions {
  const { report } = options
  return { ...options, report: report && { ...report, url: resolveUrl(report.url, base) } }
}
