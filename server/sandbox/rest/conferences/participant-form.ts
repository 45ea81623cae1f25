import { badRequest } from '../../http/rest-error.ts'
import type { Conference } from '../../telephony/conference/conference.ts'
import { coachOf, flag, method, text } from '../../telephony/form.ts'
import type { Form } from '../../telephony/form.ts'
import type { ParticipantChanges } from '../../telephony/conference/participant-changes.ts'
import type { Participant } from '../../telephony/conference/participant.ts'
import { optionalUrl } from '../url-form.ts'
import { unexpectedStatus } from './conference-scope.ts'

const CALL_SID = /^CA[0-9a-f]{32}$/
const LONGEST_LABEL = 128
const SLASH = /\/|%2f/i

/**
 * Refuses a label that cannot be addressed (16024) or is taken (16025), and a participant to coach who is absent (16028).
 * Docs: voice/api/conference-participant-resource#create-a-participant, api/errors.
 */
export function checkNewParticipant(form: Form, conference: Conference | null): void {
  const label = text(form, 'Label')
  if (label !== undefined) {
    if (label.length > LONGEST_LABEL || CALL_SID.test(label) || SLASH.test(label)) {
      throw badRequest("Participant label invalid: max 128 chars, not a CallSid, no '/'", 16024)
    }
    if (conference?.find(label)) {
      throw badRequest(`Participant label '${label}' is already in use`, 16025)
    }
  }
  checkCoaching(form, conference, null)
}

/** What an update changes. Docs: voice/api/conference-participant-resource#update-a-participant. */
export function changesOf(
  form: Form,
  conference: Conference,
  participant: Participant,
): ParticipantChanges {
  checkCoaching(form, conference, participant)
  const hold = { url: optionalUrl(form, 'HoldUrl'), method: method(form, 'HoldMethod', 'GET') }
  const wait = { url: optionalUrl(form, 'WaitUrl'), method: method(form, 'WaitMethod') }
  const coaches = coachOf(form)
  return {
    ...(form['Muted'] === undefined ? {} : { muted: flag(form, 'Muted', false) }),
    ...(form['Hold'] === undefined ? {} : { hold: flag(form, 'Hold', false) ? hold : null }),
    ...(form['WaitUrl'] === undefined ? {} : { wait }),
    ...(form['BeepOnExit'] === undefined ? {} : { beepOnExit: flag(form, 'BeepOnExit', false) }),
    ...(form['EndConferenceOnExit'] === undefined
      ? {}
      : { endConferenceOnExit: flag(form, 'EndConferenceOnExit', false) }),
    ...(coaches === undefined ? {} : { coaches }),
  }
}

/**
 * Refuses an update that the conference or the participant is not in the state for: a hold or an announcement before the start
 * (voice/conference, api/errors/16099), and hold, coach and announcement in one request (changelog of 18 October 2019).
 */
export function checkUpdate(form: Form, conference: Conference, participant: Participant): void {
  const announces = text(form, 'AnnounceUrl') !== undefined
  const holds = form['Hold'] !== undefined
  const coaches = form['Coaching'] !== undefined || form['CallSidToCoach'] !== undefined
  if (conference.status !== 'in-progress' && (announces || holds)) throw unexpectedStatus()
  if ([announces, holds, coaches].filter(Boolean).length > 1) {
    throw badRequest('Hold, coaching and an announcement cannot be in one request')
  }
  if (announces && participant.held && conference.settings.announceToHeld === 'refused') {
    throw badRequest('A participant on hold cannot be given an announcement')
  }
}

function checkCoaching(form: Form, conference: Conference | null, self: Participant | null): void {
  const coached = coachOf(form)
  if (coached === undefined || coached === null) {
    const alone = flag(form, 'Coaching', false) && (self?.coaches ?? null) === null
    if (alone) throw badRequest('CallSidToCoach is required when Coaching is true')
    return
  }
  const cannot = conference === null || coached === self?.call.sid
  const why = cannot ? 'absent' : conference.whyNotCoached(coached)
  if (why === 'on-hold') throw badRequest('Participant to be whispered is on hold', 16027)
  if (why === 'absent') {
    throw badRequest('Participant to be whispered is not present in the conference', 16028)
  }
}
