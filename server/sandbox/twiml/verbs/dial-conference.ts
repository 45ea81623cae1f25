import type { RecordingOptions } from '../../telephony/recording/call-recording.ts'
import { recordConference } from '../../telephony/recording/conference-recording.ts'
import type { JoinOptions } from '../../telephony/conference/participant-options.ts'
import { openWait } from '../../telephony/conference/entry.ts'
import type { Programme } from '../../telephony/audio/music.ts'
import type { VoiceServices } from '../../telephony/services.ts'
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
  if (joined === 'no-music') {
    return followAction(context, verb.dial.action, { DialCallStatus: 'failed' })
  }
  if (joined === 'full') {
    const message = `Conference '${verb.name}' has all its participants`
    services.notices.note({ level: 'warning', code: 13201, message, callSid: call.sid, url: base })
    return followAction(context, verb.dial.action, { DialCallStatus: 'failed' })
  }
  // New instructions replace the document and its action.
  if (leaveCauseOf(context) === 'updated') return null
  const params = { DialCallStatus: 'answered', DialCallDuration: String(joined.seconds) }
  return followAction(context, verb.dial.action, params)
}

/**
 * Settles when the call has left the conference, or does not get in: the conference is full, or the first request to the
 * wait URL has failed, of which the debugger tells.
 */
export async function stayInConference(
  { services, call, signal, base }: VerbContext,
  name: string,
  options: JoinOptions,
  dial: Pick<DialOptions, 'hangupOnStar' | 'timeLimitSeconds'> | null,
  recording: RecordingOptions | null = null,
): Promise<{ readonly seconds: number } | 'full' | 'no-music'> {
  if (isGone({ call, signal })) return { seconds: 0 }
  const wait = await waitFor(services, { name, call, options, signal })
  if (isGone({ call, signal })) return { seconds: 0 }
  if (wait === 'no-music') return wait
  const conference = services.conferences.open(name)
  if (conference.isFull(options.maxParticipants)) return 'full'
  if (recording) recordConference(services, conference, absoluteRecording(recording, base))
  const since = services.clock.now()
  const ends: (() => void)[] = []
  await new Promise<void>((resolve) => {
    const leave = () => conference.leave(call.sid, signal.aborted ? signal.reason : 'hung-up')
    signal.addEventListener('abort', leave)
    ends.push(() => signal.removeEventListener('abort', leave))
    if (dial) ends.push(services.clock.after(dial.timeLimitSeconds * 1000, leave))
    if (dial?.hangupOnStar === true) ends.push(call.onKey((key) => void (key === STAR && leave())))
    conference.join(call, options, { callContinues: true, onLeft: () => resolve() }, wait)
  })
  for (const end of ends) end()
  return { seconds: Math.round((services.clock.now() - since) / 1000) }
}

/** What the call hears until the start, when its wait URL had to be asked. */
async function waitFor(
  { conferences, music }: VoiceServices,
  {
    name,
    call,
    options,
    signal,
  }: Pick<VerbContext, 'call' | 'signal'> & {
    readonly name: string
    readonly options: JoinOptions
  },
): Promise<Programme | null | 'no-music'> {
  const conference = conferences.open(name)
  const opening = openWait(music, conference, call, options)
  if (opening === null) return null
  conference.expect(call)
  const gone = Promise.withResolvers<null>()
  const leave = () => gone.resolve(null)
  signal.addEventListener('abort', leave)
  const wait = await Promise.race([opening, gone.promise])
  signal.removeEventListener('abort', leave)
  if (wait === null) conference.giveUp(call)
  return wait ?? 'no-music'
}

function isGone({ call, signal }: Pick<VerbContext, 'call' | 'signal'>): boolean {
  return signal.aborted || call.audio === null
}

/** Only somebody who is in the conference can be coached. Docs: voice/twiml/conference#attributes-coach. */
function mayCoach({ services }: VerbContext, { name, join }: DialConferenceVerb): boolean {
  if (join.coaches === null) return true
  const conference = services.conferences.find(name)
  return conference?.whyNotCoached(join.coaches) === null
}

function resolveJoinUrls(join: JoinOptions, base: string): JoinOptions {
  const { waitUrl, report } = join
  return {
    ...join,
    waitUrl: waitUrl === null || waitUrl === '' ? waitUrl : resolveUrl(waitUrl, base),
    report: report && { ...report, url: resolveUrl(report.url, base) },
  }
}
