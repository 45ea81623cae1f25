import type { Logger } from '../log/logger.ts'

/** What somebody did at Twilio that was not the server, and that nobody but the server may do. */
export type AlarmKind =
  | 'worker-attributes-changed'
  | 'worker-renamed'
  | 'foreign-task'
  | 'foreign-call'
  | 'foreign-participant'
  | 'foreign-callback'
  | 'reservation-taken'

export interface Alarms {
  /** One line in the log, at the level `error`, with the field `alarm` by which it can be found. Facts have no number and no secret. */
  raise(kind: AlarmKind, facts: Readonly<Record<string, unknown>>): void
}

const words: Readonly<Record<AlarmKind, string>> = {
  'worker-attributes-changed': 'a Worker was rewritten at Twilio and not by this server',
  'worker-renamed': 'a Worker was renamed at Twilio and not by this server',
  'foreign-task': 'a Task that this server did not make',
  'foreign-call': 'a call that this server did not make',
  'foreign-participant': 'somebody in a conversation whose leg this server did not bring there',
  'foreign-callback': 'Twilio was given an address of this server by somebody else',
  'reservation-taken': 'a Reservation was accepted, and not by this server',
}

export function createAlarms(log: Logger): Alarms {
  return {
    raise: (kind, facts) => log.error({ alarm: kind, ...facts }, words[kind]),
  }
}
