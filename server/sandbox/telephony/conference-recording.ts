import { mixAll } from '../media/mix.ts'
import { Recording } from './call-recording.ts'
import type { RecordingOptions, RecordingSubject } from './call-recording.ts'
import type { Conference } from './conference.ts'
import type { VoiceServices } from './services.ts'

/**
 * Records the mix of a conference from its start to its end; nothing happens when it is being recorded already.
 * Docs: voice/twiml/conference#attributes-record.
 */
export function recordConference(
  services: VoiceServices,
  conference: Conference,
  options: RecordingOptions,
): void {
  const subject: RecordingSubject = {
    callSid: null,
    conferenceSid: conference.sid,
    frame: () => ({
      says: mixAll(conference.participants.map((each) => each.contribution())),
      hears: null,
    }),
    onEnd(done) {
      services.conferences.onEnd(conference.friendlyName, done)
      return () => {}
    },
  }
  conference.whenStarted(() => {
    const { recordings } = services
    const goesOn = recordings
      .list()
      .some(({ live, subject: { conferenceSid } }) => live && conferenceSid === conference.sid)
    if (!goesOn) recordings.add(new Recording(services, subject, options))
  })
}
