import { badRequest } from '../../http/rest-error.ts'
import { flag, method, text } from '../../telephony/form.ts'
import type { Form } from '../../telephony/form.ts'
import type { Detection } from '../../telephony/call/machine-detection.ts'
import type { OutboundPlan } from '../../telephony/dialing/outbound-plan.ts'
import { callRecordingOf } from '../../telephony/recording/recording-form.ts'

const KEYS = /^[0-9A-D#*wW]{0,32}$/
const LONGEST_CALL_SECONDS = 86_400

/** What a Call of the API does when it is answered. Throws 21206 for `SendDigits`. Docs: voice/api/call-resource. */
export function callPlanOf(form: Form): OutboundPlan {
  const digits = text(form, 'SendDigits') ?? ''
  if (!KEYS.test(digits)) throw badRequest(`Invalid SendDigits: ${digits}`, 21206)
  const inBackground = flag(form, 'AsyncAmd', false)
  return {
    ...commonPlan(form),
    // `W` is a pause of a second, `w` of half a second.
    sendDigits: digits.replaceAll('W', 'ww'),
    // Docs: MachineDetection is ignored when SendDigits is given.
    detection:
      digits === '' ? detectionOf(form, inBackground ? 'AsyncAmdStatusCallback' : null) : null,
    waitsForDetection: !inBackground,
  }
}

/** What a Participant's call does when it is answered; it joins at once. */
export function participantPlanOf(form: Form): OutboundPlan {
  return {
    ...commonPlan(form),
    sendDigits: '',
    detection: detectionOf(form, 'AmdStatusCallback'),
    waitsForDetection: false,
  }
}

/** Whole seconds; null without a limit. Throws 20001. */
export function timeLimitOf(form: Form): number | null {
  return within(form, 'TimeLimit', 1, LONGEST_CALL_SECONDS)
}

function commonPlan(form: Form): Pick<OutboundPlan, 'recording' | 'timeLimitSeconds'> {
  const own = { source: 'OutboundAPI', trim: true } as const
  const recording = callRecordingOf(form, own)
  return {
    recording: flag(form, 'Record', false) ? recording : null,
    timeLimitSeconds: timeLimitOf(form),
  }
}

/** Docs: voice/answering-machine-detection#api-parameters. */
function detectionOf(form: Form, callback: string | null): Detection | null {
  const mode = text(form, 'MachineDetection')
  if (mode === undefined) return null
  if (mode !== 'Enable' && mode !== 'DetectMessageEnd') {
    throw badRequest(`Invalid MachineDetection: ${mode}`)
  }
  // Accepted without effect: no phone here is silent for too long.
  within(form, 'MachineDetectionSilenceTimeout', 2000, 10_000)
  const url = callback === null ? '' : (text(form, callback) ?? '')
  return {
    messageEnd: mode === 'DetectMessageEnd',
    timeoutMs: (within(form, 'MachineDetectionTimeout', 3, 59) ?? 30) * 1000,
    speechThresholdMs: within(form, 'MachineDetectionSpeechThreshold', 1000, 6000) ?? 2400,
    speechEndThresholdMs: within(form, 'MachineDetectionSpeechEndThreshold', 500, 5000) ?? 1200,
    report: url === '' ? null : { url, method: method(form, `${callback}Method`) },
  }
}

function within(form: Form, key: string, least: number, most: number): number | null {
  const given = text(form, key)
  if (given === undefined || given === '') return null
  const value = Number(given)
  if (Number.isInteger(value) && value >= least && value <= most) return value
  throw badRequest(`Invalid ${key}: a whole number from ${least} to ${most} is needed`)
}
