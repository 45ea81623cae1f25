import type { CallEvent } from '../model/call-event.ts'
import { findParticipant, withParty } from '../model/parties.ts'
import type { ActiveCall } from '../model/parties.ts'
import { isConnected, withSpeechEnded } from '../model/party.ts'
import type { Party } from '../model/party.ts'
import { stay, chainWhileActive } from '../model/step.ts'
import type { Step } from '../model/step.ts'

/*
 * Who is speaking, by the Conference's `speaker` events (Twilio: TwiML Voice, <Conference>, statusCallbackEvent). The times are
 * those of the callbacks' arrival, because Twilio's own are in whole seconds. No decision depends on them.
 */

/** Late, repeated and overtaken reports change nothing: the newest has the highest SequenceNumber. */
export function onSpeechChanged(
  call: ActiveCall,
  event: Extract<CallEvent, { kind: 'speech-changed' }>,
  at: number,
): Step {
  const { heard, speaking } = event
  const party = findParticipant(call, event.who)
  if (party === null || !isConnected(party)) return stay(call)
  // The same customer may have been in an earlier Conference of the same name.
  if (heard.conferenceSid !== call.conferenceSid) return stay(call)
  const sequence = heard.sequence ?? party.speech.sequence + 1
  if (sequence <= party.speech.sequence) return stay(call)
  const now = speaking ? withSpeechStarted(party, at) : withSpeechEnded(party, at)
  return stay(withParty(call, { ...now, speech: { ...now.speech, sequence } }))
}

/** A party who is on hold or muted is not heard, whether Twilio has reported the silence or not. */
export function advanceSpeech(call: ActiveCall, at: number): Step {
  let step: Step = stay(call)
  for (const party of call.phase.parties) {
    if (!party.hold.confirmed && !party.mute.confirmed) continue
    step = chainWhileActive(step, (next) => stay(withParty(next, withSpeechEnded(party, at))))
  }
  return step
}

function withSpeechStarted(party: Party, at: number): Party {
  const { speech } = party
  return speech.since === null ? { ...party, speech: { ...speech, since: at } } : party
}
