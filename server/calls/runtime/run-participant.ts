import type { EffectOf } from '../model/call-effect.ts'
import type { CallEvent } from '../model/call-event.ts'
import type { Call } from '../model/call.ts'
import { toEffectFailure } from './postponed.ts'
import { logFailure } from './effect-deps.ts'
import type { EffectDeps } from './effect-deps.ts'

/** What is done with one participant of the Conference. A callback, and not the answer, proves a hold or a mute. */
export async function runParticipant(
  deps: EffectDeps,
  call: Call,
  effect: EffectOf<'set-hold' | 'set-mute' | 'press-keys' | 'announce-moment'>,
): Promise<CallEvent | null> {
  switch (effect.kind) {
    case 'set-hold': {
      const { conferenceSid, callSid, partyId, hold } = effect
      const holdUrl = deps.music.urlFor(call.queueName)
      const answer = await deps.gateway.setHold({ conferenceSid, callSid, hold, holdUrl })
      if (answer.ok) return null
      return { kind: 'hold-failed', partyId, hold, failure: toEffectFailure(answer.failure) }
    }
    case 'set-mute': {
      const { conferenceSid, callSid, partyId, mute } = effect
      const answer = await deps.gateway.setMuted({ conferenceSid, callSid, muted: mute })
      if (answer.ok) return null
      return { kind: 'mute-failed', partyId, mute, failure: toEffectFailure(answer.failure) }
    }
    case 'press-keys': {
      const { conferenceSid, callSid, partyId } = effect
      const url = deps.urls().keys(call.callId, partyId)
      const answer = await deps.gateway.announce({ conferenceSid, callSid, url })
      if (answer.ok) return null
      return { kind: 'keys-failed', partyId, failure: toEffectFailure(answer.failure) }
    }
    case 'announce-moment': {
      const { conferenceSid, callSid } = effect
      const said = await deps.gateway.announce({ conferenceSid, callSid, url: deps.urls().moment })
      logFailure(deps, said, effect)
      return null
    }
  }
}
