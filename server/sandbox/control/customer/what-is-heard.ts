import type { Call } from '../../telephony/call/call.ts'
import type { Conference } from '../../telephony/conference/conference.ts'
import type { VoiceServices } from '../../telephony/services.ts'

/** Where the sound in a customer's ear comes from. */
export type HeardSource =
  | 'nothing'
  | 'ringing'
  /** What TwiML says, plays or asks. */
  | 'message'
  | 'queue-music'
  | 'hold-music'
  /** The music of a conference that has not started. */
  | 'wait-music'
  /** Somebody who can be heard, whether they speak now or not. */
  | 'voice'
  /** All others are on hold or muted. */
  | 'others-muted'

/** What an outsider's call hears now. */
export function whatIsHeard(
  call: Call | null,
  services: Pick<VoiceServices, 'calls' | 'conferences'>,
): HeardSource {
  if (call === null || call.ended) return 'nothing'
  if (call.status !== 'in-progress') return 'ringing'
  for (const conference of services.conferences.list()) {
    const heard = heardIn(conference, call)
    if (heard !== null) return heard
  }
  return heardInDocument(call, services)
}

function heardIn({ participants, status }: Conference, call: Call): HeardSource | null {
  const own = participants.find((each) => each.call === call)
  if (own === undefined) return null
  if (own.held) return 'hold-music'
  if (status === 'init') return 'wait-music'
  const others = participants.filter((each) => each !== own)
  if (others.length === 0) return 'nothing'
  return others.every(({ held, muted }) => held || muted) ? 'others-muted' : 'voice'
}

function heardInDocument(call: Call, { calls }: Pick<VoiceServices, 'calls'>): HeardSource {
  switch (call.steps.list().at(-1)?.verb) {
    case 'enqueue':
      return 'queue-music'
    case 'say':
    case 'play':
    case 'gather':
      return 'message'
    case 'dial-parties':
    case 'dial-queue': {
      const children = calls.list().filter(({ facts }) => facts.parentSid === call.sid)
      return children.some(({ status }) => status === 'in-progress') ? 'voice' : 'ringing'
    }
    default:
      return 'nothing'
  }
}
