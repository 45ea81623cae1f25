import type { Hearing, PhoneState } from './customer-api.ts'
import type { HeardSource } from '../../control/customer/what-is-heard.ts'

const QUIET_DBFS = -50

const WORDS: Readonly<Record<HeardSource, string>> = {
  nothing: 'Nothing.',
  ringing: 'Ringing.',
  message: 'A recorded message.',
  'queue-music': 'The music of the queue.',
  'hold-music': 'Hold music: you are on hold.',
  'wait-music': 'Music: no one else is there yet.',
  voice: 'The voice of the other side.',
  'others-muted': 'Nothing: the others are muted or on hold.',
}

/** What the customer hears, in words; null where there is no call. */
export function heardText(call: PhoneState['call'], hearing: Hearing | null): string | null {
  if (call === null || call.state === 'ended') return null
  if (call.state !== 'in-progress') {
    return call.direction === 'incoming' ? 'Your phone is ringing.' : WORDS.ringing
  }
  if (hearing === null) return null
  const { heard, dbfs } = hearing
  if (heard === 'voice' && dbfs < QUIET_DBFS) return 'The other side, who is silent now.'
  return WORDS[heard]
}
