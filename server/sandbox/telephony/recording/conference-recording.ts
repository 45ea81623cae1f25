import { FRAME_SAMPLES } from '../../media/frame.ts'
import { createMixer } from '../../media/mix.ts'
import { Recording } from './call-recording.ts'
import type { RecordingOptions, RecordingSubject } from './call-recording.ts'
import type { Conference } from '../conference/conference.ts'
import type { VoiceServices } from '../services.ts'

/**
 * Records the mix of a conference from its start to its end; nothing happens when it is being recorded already.
 * Docs: voice/twiml/conference#attributes-record.
 */
export function recordConference(
  services: VoiceServices,
  conference: Conference,
  options: RecordingOptions,
): void {
  const mixer = createMixer()
  const mix = new Int16Array(FRAME_SAMPLES)
  const subject: RecordingSubject = {
    callSid: null,
    conferenceSid: conference.sid,
    frame() {
      mixer.clear()
      for (const each of conference.participants) mixer.add(each.contribution())
      return { says: mixer.without(null, mix), hears: null }
    },
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
