import type { ReceivedFailure } from '../../server/contract/desk.ts'
import type { DiallingRefusal } from '../../server/contract/dialling-refusal.ts'
import type { DialError } from '../domain/model/call-state.ts'

/** Why no one was rung, and what the agent can do. */
const diallingRefusals: Record<DiallingRefusal, string> = {
  'emergency-not-allowed': 'Cordboard can’t place emergency calls. Use a mobile or desk phone now.',
  'premium-number': 'Premium numbers aren’t allowed here. Ask your supervisor.',
  'personal-number': 'Personal numbers aren’t allowed here. Ask your supervisor.',
  'shared-cost-number': 'Shared-cost numbers aren’t allowed here. Ask your supervisor.',
  'satellite-number': 'Satellite phones aren’t allowed here. Ask your supervisor.',
  'international-network-number':
    'Numbers without a country aren’t allowed here. Ask your supervisor.',
  'pager-number': 'Pagers aren’t allowed here. Call another of their numbers.',
  'voicemail-number': 'Voicemail boxes aren’t allowed here. Call another of their numbers.',
  'unknown-number': 'That country has no such number. Check it, or ask your supervisor.',
  'country-not-allowed': 'Calls to this country aren’t allowed here. Ask your supervisor.',
  'party-limit': 'This call has the most people allowed. Remove someone first.',
  'agent-call-rate': 'You made too many calls in a minute. Wait a minute, then call again.',
  'agent-leg-limit': 'You are connected to too many phones. Remove someone first.',
  'agent-minute-limit': 'Your call minutes for the day are used up. Ask your supervisor.',
  'account-call-rate': 'Too many calls right now. Wait a minute, then call again.',
  'account-leg-limit': 'Too many phones are connected here. Try again after another call.',
  'account-minute-limit': 'The call minutes are used up for now. Tell your supervisor.',
}

/** Every code that the screens can be given: the server's, and those of this desk. */
const byCode: Record<DialError, string> = {
  'invalid-request': 'The server didn’t understand. Update Cordboard.',
  'invalid-number': 'This number doesn’t exist. Check it and call again.',
  'number-not-allowed': 'This number can’t be your caller ID. Choose another one.',
  ...diallingRefusals,
  'wrong-credentials': 'The username or password is wrong. Try again.',
  'signed-out': 'You were signed out. Sign in again.',
  'signed-in-elsewhere': 'You signed in at another desk, so you were signed out here.',
  'account-removed': 'This account was removed. Ask your supervisor.',
  'account-disabled': 'This account was disabled. Ask your supervisor.',
  'password-changed': 'Your password was changed. Sign in with the new one.',
  'signed-out-everywhere': 'Your supervisor signed you out. Sign in again.',
  'session-copied': 'Your sign-in was used somewhere else, so it was ended. Sign in again.',
  'session-expired': 'You were away for too long. Sign in again.',
  forbidden: 'You don’t have permission. Ask your supervisor.',
  'not-found': 'This is no longer available.',
  'call-ended': 'The call has already ended.',
  'already-answered': 'Someone else has already answered.',
  'already-on-a-call': 'You are already on a call. Finish it first.',
  'target-unavailable': 'They can’t be reached now. Choose someone else.',
  'transfer-under-way': 'A transfer is under way. Complete or cancel it first.',
  'unknown-disposition': 'This disposition is no longer available. Choose another.',
  'disposition-required': 'Choose a disposition first.',
  'twilio-unavailable': 'The phone service isn’t responding. Try again in a moment.',
  'too-many-requests': 'Too many attempts. Wait a minute, then try again.',
  internal: 'Something went wrong on the server. Try again, or tell your supervisor.',
  unreachable: 'Can’t reach the server. Try again in a moment.',
  'not-ready': 'Not ready to call yet. Your status at the top says why.',
  'emergency-not-ready': 'Emergency? Use a mobile or desk phone now.',
}

/** Says how a command ended. `who` is the party that it was about: a name, or `the customer`. */
type FailureMessage = (who: string) => string
type Code = ReceivedFailure['code']

/** The codes that say what became of a party, and not that a command failed. */
export type PartyOutcome = 'no-answer' | 'busy' | 'declined' | 'failed' | 'left'

function sentence(words: string): string {
  return words.charAt(0).toLocaleUpperCase() + words.slice(1)
}

/** What became of someone who was to join; what the agent hears then is a sentence of its own. */
const byOutcome: Record<PartyOutcome, FailureMessage> = {
  'no-answer': (who) => sentence(`${who} didn’t answer.`),
  busy: (who) => sentence(`${who} is busy.`),
  declined: (who) => sentence(`${who} declined.`),
  failed: (who) => sentence(`${who} couldn’t be reached.`),
  left: (who) => sentence(`${who} has left.`),
}

/** The supplier has no name here: an agent can do nothing with it. */
const silent = (then: string): string => `The phone service isn’t responding: ${then}`

type ByCode = Record<Exclude<Code, PartyOutcome>, FailureMessage>

const byCommand: Record<ReceivedFailure['command'], ByCode> = {
  hold: {
    'not-confirmed': (who) => `Hold not confirmed: ${who} may hear you. Try again.`,
    refused: (who) => `Hold failed: ${who} hears you. Try again.`,
    unreachable: (who) => silent(`${who} still hears you. Try the hold again.`),
  },
  resume: {
    'not-confirmed': (who) => sentence(`${who} may still be on hold. Try again.`),
    refused: (who) => sentence(`${who} is still on hold. Try again.`),
    unreachable: (who) => silent(`${who} is still on hold. Try again.`),
  },
  'hang-up': {
    'not-confirmed': () => 'You may still be connected. Hang up again.',
    refused: () => 'You are still connected. Hang up again.',
    unreachable: () => silent('you may still be connected. Hang up again.'),
  },
  dial: {
    'not-confirmed': () => 'Not confirmed yet. Hang up and call again.',
    refused: () => 'The call was refused. Check the number and call again.',
    unreachable: () => silent('hang up and call again in a moment.'),
  },
  transfer: {
    'not-confirmed': () => 'Transfer not confirmed. See who is connected, then try again.',
    refused: () => 'The transfer was refused. Try again, or choose someone else.',
    unreachable: () => silent('the transfer didn’t change. Try again.'),
  },
  add: {
    'not-confirmed': (who) => `Not confirmed that ${who} is being called. Remove and add again.`,
    refused: () => 'No one was added. Check your choice and try again.',
    unreachable: () => silent('no one was added. Try again in a moment.'),
  },
  remove: {
    'not-confirmed': (who) => sentence(`${who} may still be on the call. Remove again.`),
    refused: (who) => sentence(`${who} is still on the call. Remove again.`),
    unreachable: (who) => silent(`${who} is still on the call. Try again.`),
  },
  mute: {
    'not-confirmed': (who) => `Not confirmed whether ${who} is muted. Try again.`,
    refused: (who) => `Mute didn’t change for ${who}. Try again.`,
    unreachable: (who) => silent(`mute didn’t change for ${who}. Try again.`),
  },
  merge: {
    'not-confirmed': () => 'Merge not confirmed. See who is connected, then merge again.',
    refused: () => 'The calls weren’t merged. Switch between them, or try again.',
    unreachable: () => silent('the calls weren’t merged. Try again in a moment.'),
  },
  keys: {
    'not-confirmed': () => 'The extension may not have been sent. Press its keys on the keypad.',
    refused: () => 'The extension wasn’t sent. Press its keys on the keypad.',
    unreachable: () =>
      silent('the extension may not have been sent. Press its keys on the keypad.'),
  },
  record: {
    'not-confirmed': () => 'Not confirmed whether this is recorded. Tell your supervisor.',
    refused: () => 'Recording failed: this call isn’t recorded. Tell your supervisor.',
    unreachable: () => silent('this call isn’t recorded. Tell your supervisor.'),
  },
  'pause-recording': {
    'not-confirmed': () =>
      'Still recording: pause not confirmed. Don’t ask for card details or passwords. Pause again.',
    refused: () =>
      'Still recording: pause failed. Don’t ask for card details or passwords. Pause again.',
    unreachable: () =>
      'Still recording: the phone service isn’t responding. Don’t ask for card details or passwords. Pause again.',
  },
  other: {
    'not-confirmed': () => 'Something on this call wasn’t confirmed. See who is connected.',
    refused: () => 'Something on this call didn’t work. See who is connected.',
    unreachable: () => silent('see who is connected.'),
  },
  'resume-recording': {
    'not-confirmed': () => 'The recording may still be paused. Resume it again.',
    refused: () => 'The recording is still paused. Resume it again.',
    unreachable: () => silent('the recording is still paused. Resume it again.'),
  },
}

/** Failures as sentences: what happened, and the next step. */
export const failures = { byCode, byOutcome, byCommand, theCustomer: 'the customer' }
