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

/** What is told when something fails or is refused, and what can be taken back. */
export const truth = { noServer }
