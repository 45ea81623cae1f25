import type { EventOf } from '../model/event-owner.ts'
import { findParticipant, withParty } from '../model/parties.ts'
import type { ActiveCall } from '../model/parties.ts'
import { isConnected, withSpeechEnded } from '../model/party.ts'
import type { Party } from '../model/party.ts'
import { stay } from '../model/step.ts'
import type { Step } from '../model/step.ts'
import { forEachParty, getIds } from './party-steps.ts'

/*
 * Who is speaking, by the Conference's `speaker` events (Twilio: TwiML Voice, <Conference>, statusCallbackEvent). The
 * times are those of the callbacks' arrival, because Twilio's own are in whole seconds. No decision depends on them.
 */

/** Late, repeated and overtaken reports change nothing: the newest has the highest SequenceNumber. */
export function onSpeechChanged(
  call: ActiveCall,
  event: EventOf<'speech-changed'>,
  at: number,
): Step {
  const { stamp, speaking } = event
  const party = findParticipant(call, event.participant)
  if (party === null || !isConnected(party)) return stay(call)
  // The same customer may have been in an earlier Conference of the same name.
  if (stamp.conferenceSid !== call.conferenceSid) return stay(call)
  const sequence = stamp.sequence ?? party.speech.sequence + 1
  if (sequence <= party.speech.sequence) return stay(call)
  const now = speaking ? withSpeechStarted(party, at) : withSpeechEnded(party, at)
  return stay(withParty(call, { ...now, speech: { ...now.speech, sequence } }))
}

/** A party who is on hold or muted is not heard, whether Twilio has reported the silence or not. */
export function advanceSpeech(call: ActiveCall, at: number): Step {
  return forEachParty(call, getIds(call.phase.parties), (next, party) => {
    const heard = !party.hold.confirmed && !party.mute.confirmed
    return stay(heard ? next : withParty(next, withSpeechEnded(party, at)))
  })
}

function withSpeechStarted(party: Party, at: number): Party {
  const { speech } = party
  return speech.since === null ? { ...party, speech: { ...speech, since: at } } : party
}
