import type { Call, Utterance } from './call.ts'
import type { VoiceServices } from '../services.ts'

/** A party says something: its own call gets the text, and so do the calls of the parties who hear it. */
export function say(
  services: Pick<VoiceServices, 'calls' | 'conferences'>,
  call: Call,
  utterance: Utterance,
): void {
  call.addSpeech(utterance, 'inbound')
  for (const other of hearersOf(services, call)) other.addSpeech(utterance, 'outbound')
}

/** The others of its conference while it is heard there, or the one at the other end of its `<Dial>`. */
function hearersOf(
  { calls, conferences }: Pick<VoiceServices, 'calls' | 'conferences'>,
  call: Call,
): Call[] {
  for (const { status, participants } of conferences.list()) {
    const own = participants.find((each) => each.call === call)
    if (!own || status !== 'in-progress') continue
    if (own.muted || own.held) return []
    return participants.filter((each) => each !== own && !each.held).map((each) => each.call)
  }
  return calls.list().filter((other) => {
    const related = other.facts.parentSid === call.sid || call.facts.parentSid === other.sid
    return related && other.status === 'in-progress'
  })
}
