import { callerFailureOf } from '../../telephony/dialing/caller-failure.ts'
import { recordCall } from '../../telephony/recording/call-recording.ts'
import type { Recording } from '../../telephony/recording/call-recording.ts'
import type { FinalStatus } from '../../telephony/call/call-status.ts'
import type { Call } from '../../telephony/call/call.ts'
import { bridge } from '../../telephony/audio/player.ts'
import { followAction, leaveCauseOf } from '../run/context.ts'
import type { Onward, VerbContext } from '../run/context.ts'
import { ring, targetOf } from './dial-ringing.ts'
import type { Target } from './dial-ringing.ts'
import type { DialOptions, DialPartiesVerb, DialRecording } from '../parse/document.ts'
import { TwimlError } from '../parse/twiml-error.ts'
import { absoluteRecording } from '../parse/recording-attributes.ts'

/** Several calls: the result that is reported when nobody answered. */
const WORST_FIRST: readonly FinalStatus[] = ['busy', 'no-answer', 'failed', 'canceled']
/** Docs: voice/twiml/number. */
const MOST_NOUNS = 10

/** `<Dial>` with `<Client>` and `<Number>`: the first to answer wins. Docs: voice/twiml/dial. */
export async function dialParties(context: VerbContext, verb: DialPartiesVerb): Promise<Onward> {
  const { call } = context
  const { dial } = verb
  if (!dial.answerOnBridge) call.answer()
  noteUnreachable(context, verb)
  const targets = verb.nouns.slice(0, MOST_NOUNS).map(targetOf)
  const from = callerIdOf(context, dial, targets)
  const recorder = dialRecorder(context, verb.recording)
  recorder.at('ringing')
  const { children, winner } = await ring(context, targets, { from, dial })
  if (winner) {
    recorder.at('answer')
    await talk(context, winner, dial)
  }
  const recorded = recorder.stop()
  if (leaveCauseOf(context) === 'updated') return null
  const told = winner ?? children.at(-1)
  return followAction(context, dial.action, {
    DialCallStatus: winner ? 'completed' : worstStatus(children),
    DialBridged: String(winner !== null),
    ...(told ? { DialCallSid: told.sid } : {}),
    ...(winner ? { DialCallDuration: String(winner.duration ?? 0) } : {}),
    ...(recorded ? { RecordingUrl: recorded.url } : {}),
  })
}

function noteUnreachable({ services, call, base }: VerbContext, verb: DialPartiesVerb): void {
  const note = (level: 'error' | 'warning', code: number, message: string) =>
    services.notices.note({ level, code, message, callSid: call.sid, url: base })
  for (const uri of verb.sipUris) {
    note('error', 32011, `Error communicating with your SIP communications infrastructure: ${uri}`)
  }
  const tooMany = verb.nouns.length - MOST_NOUNS
  if (tooMany > 0) note('warning', 12200, `Dial: ${tooMany} nouns more than ten are not rung`)
}

/** Records the caller's end of the conversation: what it says and what it hears. Docs: voice/twiml/dial#record. */
function dialRecorder({ services, call, base }: VerbContext, requested: DialRecording | null) {
  let recording: Recording | null = null
  return {
    at(moment: DialRecording['from']): void {
      if (requested?.from !== moment || call.ended) return
      recording = recordCall(services, call, absoluteRecording(requested.options, base))
    },
    stop(): Recording | null {
      recording?.stop()
      return recording
    },
  }
}

/**
 * The number that calls or was called may be shown to anybody; for a client the caller need not be a number. Docs:
 * voice/twiml/dial#callerid, api/errors/13214.
 */
function callerIdOf(
  { services, call, base }: VerbContext,
  dial: DialOptions,
  targets: readonly Target[],
): string {
  const from = dial.callerId ?? call.facts.from
  const phones = targets.some(({ address }) => address.kind === 'number')
  const own = [call.facts.from, call.facts.to].includes(from)
  if (own && (!phones || from.startsWith('+'))) return from
  const to = phones ? 'number' : 'client'
  if (callerFailureOf(services, { to, from }) === null) return from
  throw new TwimlError(13214, `Dial: Invalid callerId value '${from}'`, base)
}

/** Settles when the two are no longer connected. */
async function talk(
  { services, call, signal }: VerbContext,
  child: Call,
  dial: DialOptions,
): Promise<void> {
  call.answer()
  if (!call.audio || !child.audio || signal.aborted) return child.end('completed', 'switch')
  const apart = bridge(services.audio, call.audio, child.audio)
  const over = new AbortController()
  const hangUp = () => child.end('completed', 'switch')
  await new Promise<void>((resolve) => {
    // New instructions for the called party disconnect it from the caller.
    child.occupation = { leave: () => resolve() }
    signal.addEventListener('abort', hangUp, { signal: over.signal })
    const cancel = services.clock.after(dial.timeLimitSeconds * 1000, hangUp)
    over.signal.addEventListener('abort', cancel)
    if (!dial.hangupOnStar) return
    over.signal.addEventListener(
      'abort',
      call.onKey((key) => void (key === '*' && hangUp())),
    )
  })
  over.abort()
  apart()
}

/** A party that answered and was not connected is `completed`. */
function worstStatus(children: readonly Call[]): FinalStatus {
  if (children.some(({ answeredAt }) => answeredAt !== null)) return 'completed'
  const found = WORST_FIRST.find((status) => children.some((child) => child.status === status))
  return found ?? 'failed'
}
