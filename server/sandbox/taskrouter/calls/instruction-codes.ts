/**
 * Twilio's codes for instructions that cannot be carried out, over REST and in the debugger.
 * Docs: api/errors/40100, 40110 to 40114, 40120 to 40123, 40130 to 40135, 40140 to 40145, 40149, 40151.
 */
export const REJECT_CODES = { activity: 40100 }

export const CALL_CODES = { to: 40110, from: 40111, url: 40112, failed: 40113, notPending: 40114 }

export const REDIRECT_CODES = { url: 40120, callSid: 40121, failed: 40122, notPending: 40123 }

export const DEQUEUE_CODES = {
  activity: 40130,
  to: 40131,
  from: 40132,
  failed: 40133,
  notPending: 40135,
  callSid: 40140,
}

export const CONFERENCE_CODES = {
  from: 40141,
  customer: 40142,
  activity: 40143,
  callerGone: 40144,
  failed: 40145,
  transferred: 40149,
}

export const INVALID_INSTRUCTION = 40151

/** Docs: api/errors/40001, 40005, 11200. */
export const ASSIGNMENT_CODES = { notJson: 40001, noInstruction: 40005, unanswered: 11200 }
