import type { ReceivedFailure } from '../../server/contract/desk.ts'
import type { DiallingRefusal } from '../../server/contract/dialling-refusal.ts'
import type { DialError } from '../domain/model/call-state.ts'

/** Why nobody was rung, and what the agent can do. */
const diallingRefusals: Record<DiallingRefusal, string> = {
  'emergency-not-allowed':
    'Cordboard cannot place emergency calls. Use a mobile or desk telephone now.',
  'premium-number': 'Premium numbers are not allowed here. Ask your supervisor.',
  'personal-number': 'Personal numbers are not allowed here. Ask your supervisor.',
  'shared-cost-number': 'Shared-cost numbers are not allowed here. Ask your supervisor.',
  'satellite-number': 'Satellite phones are not allowed here. Ask your supervisor.',
  'international-network-number':
    'Numbers without a country are not allowed here. Ask your supervisor.',
  'pager-number': 'Pagers are not allowed here. Call another of their numbers.',
  'voicemail-number': 'Voicemail boxes are not allowed here. Call another of their numbers.',
  'unknown-number': 'That country has no such number. Check it, or ask your supervisor.',
  'country-not-allowed': 'Calls to this country are not allowed here. Ask your supervisor.',
  'party-limit': 'This call has the most people allowed. Remove someone first.',
  'agent-call-rate': 'You have made too many calls in a minute. Wait a minute, then call again.',
  'agent-leg-limit': 'You are connected to too many phones. Remove someone first.',
  'agent-minute-limit': 'Your call minutes for the day are used up. Ask your supervisor.',
  'account-call-rate': 'Too many calls are made right now. Wait a minute, then call again.',
  'account-leg-limit': 'Too many phones are connected here. Try again after another call.',
  'account-minute-limit': 'The call minutes are used up for now. Tell your supervisor.',
}

/** Every code that the screens can be given: the server's, and those of this desk. */
const byCode: Record<DialError, string> = {
  'invalid-request': 'The server did not understand. Update Cordboard.',
  'invalid-number': 'This number does not exist. Check it and call again.',
  'number-not-allowed': 'Calls may not show this number. Choose another one to call from.',
  ...diallingRefusals,
  'wrong-credentials': 'The username or password is wrong. Try again.',
  'signed-out': 'You were signed out. Sign in again.',
  'signed-in-elsewhere': 'You have signed in at another desk, so this one was signed out.',
  'account-removed': 'This account was removed. Ask your supervisor.',
  'account-disabled': 'This account was disabled. Ask your supervisor.',
  'password-changed': 'Your password was changed. Sign in with the new one.',
  'signed-out-everywhere': 'Your supervisor has signed you out. Sign in again.',
  'session-copied': 'Your sign-in was used somewhere else, so it was ended. Sign in again.',
  'session-expired': 'You were away for too long. Sign in again.',
  forbidden: 'You may not do this. Ask your supervisor.',
  'not-found': 'The server no longer has this. Continue with the next one.',
  'call-ended': 'The call has already ended.',
  'already-answered': 'Someone else has answered. The customer is with them.',
  'already-on-a-call': 'You are already on a call. Finish it first.',
  'target-unavailable': 'They cannot be reached now. Choose someone else.',
  'transfer-under-way': 'A transfer is under way. Complete or cancel it first.',
  'unknown-disposition': 'This disposition is no longer offered. Choose another.',
  'disposition-required': 'Choose a disposition first.',
  'twilio-unavailable': 'Twilio does not answer. Try again in a moment.',
  'too-many-requests': 'Too many attempts. Wait a minute, then try again.',
  internal: 'The server failed. Try again, or tell your supervisor.',
  unreachable: 'The server does not answer. Try again in a moment.',
  'not-ready': 'Not ready to call yet. Wait until it says Ready.',
  'emergency-not-ready': "Can't place emergency calls now. Use a mobile or desk phone.",
}

/** Says how a command ended. `who` is the party that it was about: a name, or `the customer`. */
type FailureMessage = (who: string) => string
type Code = ReceivedFailure['code']

/** The codes that say what became of a party, and not that a command failed. */
export type PartyOutcome = 'no-answer' | 'busy' | 'declined' | 'failed' | 'left'

function sentence(words: string): string {
  return words.charAt(0).toLocaleUpperCase() + words.slice(1)
}

/** What became of somebody who was to join; where the agent stands then is a sentence of its own. */
const byOutcome: Record<PartyOutcome, FailureMessage> = {
  'no-answer': (who) => sentence(`${who} did not answer.`),
  busy: (who) => sentence(`${who} is busy.`),
  declined: (who) => sentence(`${who} declined.`),
  failed: (who) => sentence(`${who} could not be reached.`),
  left: (who) => sentence(`${who} has left.`),
}

type ByCode = Record<Exclude<Code, PartyOutcome>, FailureMessage>

const byCommand: Record<ReceivedFailure['command'], ByCode> = {
  hold: {
    'not-confirmed': (who) => `The hold was not confirmed: ${who} may hear you. Try again.`,
    refused: (who) => `The hold was refused: ${who} hears you. Try again.`,
    unreachable: (who) => `Twilio does not answer: ${who} still hears you. Try the hold again.`,
  },
  resume: {
    'not-confirmed': (who) => sentence(`${who} may still be on hold. Try to resume again.`),
    refused: (who) => sentence(`${who} is still on hold. Try to resume again.`),
    unreachable: (who) => `Twilio does not answer: ${who} is still on hold. Try again.`,
  },
  'hang-up': {
    'not-confirmed': () => 'The call may still be up. Hang up again.',
    refused: () => 'The call is still up. Hang up again.',
    unreachable: () => 'Twilio does not answer: the call may still be up. Hang up again.',
  },
  dial: {
    'not-confirmed': () => 'It is not clear whether it rings there. Hang up and call again.',
    refused: () => 'The call was refused. Check the number and call again.',
    unreachable: () => 'Twilio does not answer. Hang up and call again in a moment.',
  },
  transfer: {
    'not-confirmed': () => 'The transfer was not confirmed. See who is connected, then try again.',
    refused: () => 'The transfer was refused. Try again, or choose someone else.',
    unreachable: () => 'Twilio does not answer: the transfer is where it was. Try again.',
  },
  add: {
    'not-confirmed': (who) => `It is not clear whether it rings for ${who}. Remove and add again.`,
    refused: () => 'Nobody was added. Check your choice and try again.',
    unreachable: () => 'Twilio does not answer: nobody was added. Try again in a moment.',
  },
  remove: {
    'not-confirmed': (who) => sentence(`${who} may still be on the call. Remove again.`),
    refused: (who) => sentence(`${who} is still on the call. Remove again.`),
    unreachable: (who) => `Twilio does not answer: ${who} is still on the call. Try again.`,
  },
  mute: {
    'not-confirmed': (who) => `It is not clear whether ${who} is muted. Try again.`,
    refused: (who) => `The mute of ${who} did not change. Try again.`,
    unreachable: (who) => `Twilio does not answer: the mute of ${who} did not change. Try again.`,
  },
  merge: {
    'not-confirmed': () => 'Joining was not confirmed. See who is connected, then join again.',
    refused: () => 'The calls were not joined. Switch between them, or try again.',
    unreachable: () => 'Twilio does not answer: the calls were not joined. Try again in a moment.',
  },
  keys: {
    'not-confirmed': () => 'The extension may not have been sent. Press its keys on the keypad.',
    refused: () => 'The extension was not sent. Press its keys on the keypad.',
    unreachable: () =>
      'Twilio does not answer: the extension may not have been sent. Press its keys on the keypad.',
  },
  record: {
    'not-confirmed': () => 'It is not clear whether this is recorded. Tell your supervisor.',
    refused: () => 'Recording was refused: this call is not recorded. Tell your supervisor.',
    unreachable: () => 'Twilio does not answer: this call is not recorded. Tell your supervisor.',
  },
  'pause-recording': {
    'not-confirmed': () =>
      'Still recording: the pause was not confirmed. Ask for nothing private; pause again.',
    refused: () => 'Still recording: the pause was refused. Ask for nothing private; pause again.',
    unreachable: () =>
      'Still recording: Twilio does not answer. Ask for nothing private; pause again.',
  },
  other: {
    'not-confirmed': () => 'Something on this call was not confirmed. See who is connected.',
    refused: () => 'Something on this call did not work. See who is connected.',
    unreachable: () => 'Twilio does not answer. See who is connected.',
  },
  'resume-recording': {
    'not-confirmed': () => 'The recording may still be paused. Resume it again.',
    refused: () => 'The recording is still paused. Resume it again.',
    unreachable: () => 'Twilio does not answer: the recording is still paused. Resume it again.',
  },
}

/** Failures as sentences: what happened, and the next step. */
export const failures = { byCode, byOutcome, byCommand, theCustomer: 'the customer' }
