import type { ReadinessFailure } from '../domain/connections/readiness.ts'
import type { ReceivedFailure } from '../../server/contract/desk.ts'

type Sentence = (who: string) => string

const unchanged: Sentence = () =>
  'Can’t reach the server. Your last command may not have worked. Try again.'

/** Our server did not answer a command: what that means for the call. `who` is a name, or `the customer`. */
const noServer: Record<ReceivedFailure['command'], Sentence> = {
  hold: (who) => `Can’t reach the server: ${who} can still hear you. Try again.`,
  resume: (who) => `Can’t reach the server: ${who} may still be on hold. Try again.`,
  'hang-up': () => 'Can’t reach the server: the call may still be connected. Hang up again.',
  remove: (who) => `Can’t reach the server: ${who} may still be on the call. Try again.`,
  'pause-recording': () => 'Can’t reach the server: still recording. Pause again.',
  dial: unchanged,
  transfer: unchanged,
  add: unchanged,
  mute: unchanged,
  merge: unchanged,
  keys: unchanged,
  record: unchanged,
  'resume-recording': unchanged,
  other: unchanged,
}

/** Why calls cannot reach this desk, after *You can’t be Available:*. */
const because: Record<ReadinessFailure, string> = {
  'microphone-blocked': 'the microphone is blocked',
  'microphone-missing': 'there’s no microphone',
  'device-unregistered': 'the phone line is down',
  'worker-disconnected': 'the queues aren’t connected',
  'server-disconnected': 'the server can’t be reached',
  'desk-outdated': 'Cordboard must be updated first',
  'server-outdated': 'the server must be updated first',
}

/** What is told when something fails or is refused, and what can be taken back. */
export const truth = {
  noServer,
  /** What failed, who was asked, and when, for IT. */
  cause: (what: string, asked: string, at: string) => `${what}\n${asked}, ${at}`,
  notReachable: (status: string, why: ReadinessFailure) =>
    `You can’t be ${status}: ${because[why]}.`,
  statusChanged: (status: string) => `You’re now ${status}.`,
  undo: 'Undo',
  details: 'Details',
}
