import { badRequest } from '../../http/rest-error.ts'
import type {
  RecordingEvent,
  RecordingOptions,
  RecordingSource,
  RecordingTrack,
} from './call-recording.ts'
import { method, text, words } from '../form.ts'
import type { Form } from '../form.ts'

const EVENTS: readonly RecordingEvent[] = ['in-progress', 'completed', 'absent']
const TRACKS: readonly RecordingTrack[] = ['inbound', 'outbound', 'both']
const TRIMS = ['trim-silence', 'do-not-trim']
const CHANNELS = ['mono', 'dual']

/** How a call is recorded. Throws 20001 for a value that Twilio does not have. Docs: voice/api/recording. */
export function callRecordingOf(
  form: Form,
  own: { readonly source: RecordingSource; readonly trim: boolean },
): RecordingOptions {
  return {
    source: own.source,
    channels: oneOf(form, 'RecordingChannels', CHANNELS) === 'dual' ? 2 : 1,
    track: oneOf(form, 'RecordingTrack', TRACKS) ?? 'both',
    trim: trimOf(form, 'Trim', own.trim),
    report: reportOf(form, 'RecordingStatusCallback'),
  }
}

/** Null when the conference is not to be recorded. Docs: voice/api/conference-participant-resource (ConferenceRecord). */
export function conferenceRecordingOf(form: Form): RecordingOptions | null {
  const record = oneOf(form, 'ConferenceRecord', RECORDS) ?? 'false'
  if (record === 'false' || record === 'do-not-record') return null
  return {
    source: 'Conference',
    channels: 1,
    track: 'both',
    trim: trimOf(form, 'ConferenceTrim', true),
    report: reportOf(form, 'ConferenceRecordingStatusCallback'),
  }
}

const RECORDS = ['true', 'false', 'record-from-start', 'do-not-record']

function trimOf(form: Form, key: string, otherwise: boolean): boolean {
  const trim = oneOf(form, key, TRIMS)
  return trim === undefined ? otherwise : trim === 'trim-silence'
}

function reportOf(form: Form, key: string): RecordingOptions['report'] {
  const url = text(form, key)
  if (url === undefined || url === '') return null
  const requested = words(form, `${key}Event`)
  const events = EVENTS.filter((event) => requested.includes(event))
  return {
    url,
    method: method(form, `${key}Method`),
    events: requested.length === 0 ? ['completed'] : events,
  }
}

function oneOf<T extends string>(form: Form, key: string, all: readonly T[]): T | undefined {
  const value = text(form, key)
  const known = all.find((each) => each === value)
  if (value !== undefined && known === undefined) throw badRequest(`Invalid ${key}: ${value}`)
  return known
}
