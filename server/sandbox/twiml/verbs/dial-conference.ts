import type { RecordingOptions } from '../../telephony/recording/call-recording.ts'
import { recordConference } from '../../telephony/recording/conference-recording.ts'
import type { JoinOptions } from '../../telephony/conference/participant-options.ts'
import { Participant } from '../../telephony/conference/participant.ts'
import { followAction, leaveCauseOf } from '../run/context.ts'
import type { Onward, VerbContext } from '../run/context.ts'
import type { DialConferenceVerb, DialOptions } from '../parse/document.ts'
import { resolveUrl } from '../parse/resolve-url.ts'
import { absoluteRecording } from '../parse/recording-attributes.ts'

const STAR = '*'

/** `<Dial><Conference>`. Docs: voice/twiml/conference. */
export async function dialConference(
  context: VerbContext,
  verb: DialConferenceVerb,
): Promise<Onward> {
  const { services, call, base } = context
  call.answer()
  if (!mayCoach(context, verb)) {
    const message = `Conference '${verb.name}' has no participant ${verb.join.coaches}`
    services.notices.note({ level: 'error', code: 13240, message, callSid: call.sid, url: base })
    return followAction(context, verb.dial.action, { DialCallStatus: 'failed' })
  }
  const join = resolveJoinUrls(verb.join, base)
  const joined = await stayInConference(context, verb.name, join, verb.dial, verb.recording)
  if (joined === null) {
    const message = `Conference '${verb.name}' has all its participants`
    services.notices.note({ level: 'warning', code: 13201, message, callSid: call.sid, url: base })
    return followAction(context, verb.dial.action, { DialCallStatus: 'failed' })
  }
  // New instructions replace the document and its action.
  if (leaveCauseOf(context) === 'updated') return null
  const params = { DialCallStatus: 'answered', DialCallDuration: String(joined.seconds) }
  return followAction(context, verb.dial.action, params)
}

/** Null when the conference is full; else settles when the call has left it. */
export async function stayInConference(
  { services, call, signal, base }: VerbContext,
  name: string,
  options: JoinOptions,
  dial: Pick<DialOptions, 'hangupOnStar' | 'timeLimitSeconds'> | null,
  recording: RecordingOptions | null = null,
): Promise<{ readonly seconds: number } | null> {
  if (signal.aborted || call.audio === null) return { seconds: 0 }
  const conference = services.conferences.open(name)
  if (conference.isFull(options.maxParticipants)) return null
  if (recording) recordConference(services, conference, absoluteRecording(recording, base))
  const since = services.clock.now()
  const ends: (() => void)[] = []
  await new Promise<void>((resolve) => {
    const leave = () => conference.leave(call.sid, signal.aborted ? signal.reason : 'hung-up')
    signal.addEventListener('abort', leave)
    ends.push(() => signal.removeEventListener('abort', leave))
    if (dial) ends.push(services.clock.after(dial.timeLimitSeconds * 1000, leave))
    if (dial?.hangupOnStar === true) ends.push(call.onKey((key) => void (key === STAR && leave())))
    conference.join(call, options, { callContinues: true, onLeft: () => resolve() })
  })
  for (const end of ends) end()
  return { seconds: Math.round((services.clock.now() - since) / 1000) }
}

/** Only somebody who is in the conference can be coached. Docs: voice/twiml/conference#attributes-coach. */
function mayCoach({ services }: VerbContext, { name, join }: DialConferenceVerb): boolean {
  if (join.coaches === null) return true
  return services.conferences.find(name)?.find(join.coaches) instanceof Participant
}

function resolveJoinUrls(join: JoinOptions, base: string): JoinOptions {
  const { waitUrl, report } = join
  return {
    ...join,
    waitUrl: waitUrl === null || waitUrl === '' ? waitUrl : resolveUrl(waitUrl, base),
    report: report && { ...report, url: resolveUrl(report.url, base) },
  }
}
