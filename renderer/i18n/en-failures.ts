import type { CallTrouble } from '../../server/contract/desk.ts'
import type { ErrorCode } from '../../server/contract/errors.ts'

/** Every code that the screens can be given: the server's, and those of this desk. */
export type FailureCode = ErrorCode | 'unreachable' | 'not-ready'

const byCode: Record<FailureCode, string> = {
  'invalid-request': 'The server did not understand. Update Cordboard.',
  'invalid-number': 'This number does not exist. Check it and call again.',
  'number-not-allowed': 'This number may not be called. Ask your supervisor.',
  'wrong-credentials': 'The username or the password is wrong. Type both again.',
  'signed-out': 'You were signed out. Sign in again.',
  forbidden: 'You may not do this. Ask your supervisor.',
  'not-found': 'The server does not know this any more. Go on with the next.',
  'call-ended': 'The call is already over.',
  'already-on-a-call': 'You are already on a call. Finish it first.',
  'unknown-disposition': 'This disposition is no longer offered. Choose another.',
  'disposition-required': 'Choose a disposition first.',
  'twilio-unavailable': 'Twilio does not answer. Try again in a moment.',
  'too-many-requests': 'Too many tries. Wait a minute, then try again.',
  internal: 'The server failed. Try again, or tell your supervisor.',
  unreachable: 'The server does not answer. Try again in a moment.',
  'not-ready': 'Not ready to call yet. Wait until it says Ready.',
}

const byCommand: Record<CallTrouble['command'], Record<CallTrouble['code'], string>> = {
  hold: {
    'not-confirmed': 'The hold was not confirmed: the customer may hear you. Try again.',
    refused: 'The hold was refused: the customer hears you. Try again.',
    unreachable: 'Twilio does not answer: the customer still hears you. Try the hold again.',
  },
  resume: {
    'not-confirmed': 'The customer may still be on hold. Try to resume again.',
    refused: 'The customer is still on hold. Try to resume again.',
    unreachable: 'Twilio does not answer: the customer is still on hold. Try again.',
  },
  'hang-up': {
    'not-confirmed': 'The call may still be up. Hang up again.',
    refused: 'The call is still up. Hang up again.',
    unreachable: 'Twilio does not answer: the call may still be up. Hang up again.',
  },
  dial: {
    'not-confirmed': 'Nobody knows yet whether it rings there. Hang up and call again.',
    refused: 'The call was refused. Check the number and call again.',
    unreachable: 'Twilio does not answer. Hang up and call again in a moment.',
  },
}

/** Failures as sentences: what happened, and the next step. */
export const failures = { byCode, byCommand }
