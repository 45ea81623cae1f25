import type { CallEvent } from '../model/call-event.ts'
import { partyWho, withParty } from '../model/parties.ts'
import type { Talk } from '../model/parties.ts'
import { isConnected, quiet } from '../model/party.ts'
import type { Party } from '../model/party.ts'
import { stay, whileTalking } from '../model/step.ts'
import type { Step } from '../model/step.ts'

/*
 * Who speaks, by the Conference's `speaker` events (Twilio: TwiML Voice, <Conference>, statusCallbackEvent). Times are
 * those of the callbacks' arrival, for Twilio's own are in whole seconds. Nothing is decided by them.
 */

/** Late, repeated and overtaken reports change nothing: the newest has the highest number. */
export function spoke(
  call: Talk,
  event: Extract<CallEvent, { kind: 'speech-changed' }>,
  at: number,
): Step {
  const { heard, speaking } = event
  const party = partyWho(call, event.who)
  if (party === null || !isConnected(party)) return stay(call)
  // The same customer may have been in an earlier Conference of the same name.
  if (heard.conferenceSid !== call.conferenceSid) return stay(call)
  const sequence = heard.sequence ?? party.speech.sequence + 1
  if (sequence <= party.speech.sequence) return stay(call)
  const now = speaking ? begun(party, at) : quiet(party, at)
  return stay(withParty(call, { ...now, speech: { ...now.speech, sequence } }))
}

/** Nobody hears who is on hold or muted, whether Twilio has told that they are silent or not. */
export function advanceSpeech(call: Talk, at: number): Step {
  let step: Step = stay(call)
  for (const party of call.phase.parties) {
    if (!party.hold.confirmed && !party.mute.confirmed) continue
    step = whileTalking(step, (next) => stay(withParty(next, quiet(party, at))))
  }
  return step
}

function begun(party: Party, at: number): Party {
  const { speech } = party
  return speech.since === null ? { ...party, speech: { ...speech, since: at } } : party
}
