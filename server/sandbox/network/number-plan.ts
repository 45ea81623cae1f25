import type { BehaviourInput } from './behaviour.ts'

/**
 * Telephones that exist from the start, so that a developer can dial out at once. They are ordinary
 * phones: they can be looked at, listened to and replaced. Each has one call at a time.
 */
export const NUMBER_PLAN: Readonly<Record<string, BehaviourInput>> = {
  /** Answers after a second and talks until hung up on. */
  '+15005550101': {
    answers: { afterSeconds: 1 },
    plays: [
      { silence: 0.5 },
      {
        say: 'Hello. You have reached the speaking telephone of the sandbox. I go on.',
        loop: true,
      },
    ],
  },
  /** Busy. */
  '+15005550102': { answers: 'busy' },
  /** Rings for ever. */
  '+15005550103': { answers: 'never' },
  /** Declines at once. */
  '+15005550104': { answers: 'rejects' },
  /** Voicemail: a greeting, a beep, then it listens. */
  '+15005550105': {
    answers: { afterSeconds: 3 },
    plays: [
      { silence: 0.5 },
      { say: 'Nobody is here. Please leave a message after the tone.', seconds: 4.5 },
      { tone: 1000, seconds: 0.5 },
    ],
    answeredBy: 'machine',
    greetingSeconds: 5,
  },
  /** Says back what it hears. */
  '+15005550106': { answers: { afterSeconds: 1 }, plays: 'echo' },
  /** A steady tone of 440 Hz, for measuring. */
  '+15005550107': { answers: { afterSeconds: 1 }, plays: { tone: 440 } },
  /** Speaks and hangs up after five seconds. */
  '+15005550108': {
    answers: { afterSeconds: 1 },
    plays: { say: 'I have only a moment. Goodbye.' },
    hangsUpAfterSeconds: 5,
  },
}
