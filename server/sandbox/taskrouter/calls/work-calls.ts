import type { VoiceSide } from '../voice-side.ts'
import { createCallInstructions, type CallInstructions } from './call-instructions.ts'
import { createConferences, type Conferences } from './conference.ts'
import type { Context } from '../engine/context.ts'
import { createParticipants, type Participants } from './participants.ts'
import { createRinging } from './ringing.ts'

/** What TaskRouter does to calls. */
export interface WorkCalls {
  readonly conferences: Conferences
  readonly participants: Participants
  readonly instructions: CallInstructions
}

export function createWorkCalls(context: Context, voice: VoiceSide): WorkCalls {
  const ringing = createRinging(context)
  return {
    conferences: createConferences(context, voice, ringing),
    participants: createParticipants(context, voice),
    instructions: createCallInstructions(context, voice, ringing),
  }
}
