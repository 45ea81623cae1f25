import type { Logger } from '../log/logger.ts'

/** What somebody else did at Twilio that only this server may do. */
const words = {
  'worker-attributes-changed': 'a Worker was rewritten at Twilio and not by this server',
  'worker-renamed': 'a Worker was renamed at Twilio and not by this server',
  'foreign-task': 'a Task that this server did not make',
  'foreign-call': 'a call that this server did not make',
  'foreign-participant': 'somebody in a conversation whose leg this server did not bring there',
  'foreign-callback': 'Twilio was given an address of this server by somebody else',
  'reservation-taken': 'a Reservation was accepted, and not by this server',
}

export interface Alarms {
  /** Logs one line with the level `error` and the field `alarm`. Facts have no number and no secret. */
  raise(kind: keyof typeof words, facts: Readonly<Record<string, unknown>>): void
}

export function createAlarms(log: Logger): Alarms {
  return { raise: (kind, facts) => log.error({ alarm: kind, ...facts }, words[kind]) }
}
