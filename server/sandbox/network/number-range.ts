import type { BehaviourInput } from './behaviour.ts'

/** +1500557, a digit for what the phone does, and three for how. */
const RANGE = /^\+1500557(?<kind>\d)(?<how>\d{3})$/u

const GREETING = 'You have reached a mailbox. Please leave a message after the tone.'
/** Longer than it takes to say: the beep comes directly after it. */
const GREETING_SECONDS = 5

type Kind = (n: number) => BehaviourInput

const KINDS: Readonly<Record<string, Kind>> = {
  /** Answers after n seconds and listens. */
  '0': (n) => ({ answers: { afterSeconds: n } }),
  /** Answers after a second and hangs up after n seconds. */
  '1': (n) => ({
    answers: { afterSeconds: 1 },
    plays: { say: 'Hello, who is there?' },
    hangsUpAfterSeconds: n,
  }),
  /** Busy. */
  '2': () => ({ answers: 'busy' }),
  /** Never answers. */
  '3': () => ({ answers: 'never' }),
  /** Declines after n seconds. */
  '4': (n) => ({ answers: { rejectsAfterSeconds: n } }),
  /** Voicemail: after n seconds a greeting and a beep, then it listens. */
  '5': (n) => ({
    answers: { afterSeconds: n },
    plays: [
      { say: GREETING, seconds: GREETING_SECONDS },
      { tone: 1000, seconds: 0.5 },
    ],
    answeredBy: 'machine',
    greetingSeconds: GREETING_SECONDS,
  }),
  /** A person who greets, lets the other speak, replies, and hangs up after n replies. */
  '6': (n) => ({ answers: { afterSeconds: 2 }, script: conversation(n) }),
  /** Listens to a menu, waits for its end, and presses n's digits. */
  '7': (n) => ({
    answers: { afterSeconds: 1 },
    script: [{ waitsFor: 'speech', seconds: 0.3 }, { waitsFor: 'silence' }, { presses: String(n) }],
  }),
  /** Hums n Hz. */
  '8': (n) => ({ answers: { afterSeconds: 1 }, plays: { tone: Math.max(20, n) } }),
  /** Cannot be reached: SIP code n, or 404 where n is not a SIP code. */
  '9': (n) => ({ answers: { fails: n >= 400 && n <= 699 ? n : 404 } }),
}

/** The behaviour of a number of the range; null outside of it. */
export function behaviourInRange(number: string): BehaviourInput | null {
  const { kind = '', how = '' } = RANGE.exec(number)?.groups ?? {}
  return KINDS[kind]?.(Number(how)) ?? null
}

function conversation(replies: number): NonNullable<BehaviourInput['script']> {
  const reply = [
    { waitsFor: 'speech', seconds: 0.3 },
    { waitsFor: 'silence' },
    { say: 'I see. And what else?' },
  ] as const
  const count = Math.min(30, Math.max(1, replies))
  return [{ say: 'Hello?' }, ...Array.from({ length: count }, () => reply).flat(), 'hangs-up']
}
