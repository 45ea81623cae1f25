import type { Reservation } from '../model/work.ts'
import type { Params } from '../operations/params.ts'
import type { VoiceSide } from '../voice-side.ts'
import { createConferences, type Conferences } from './conference.ts'
import type { Context } from './context.ts'
import { createRinging } from './ringing.ts'
import { supervise } from './supervision.ts'
import { createWorkerCalls, type WorkerCalls } from './worker-calls.ts'

/** Everything that TaskRouter lets Voice do for a Reservation. */
export interface Instructions extends Conferences, WorkerCalls {
  supervise(reservation: Reservation, params: Params): void
}

export function createInstructions(context: Context, voice: VoiceSide): Instructions {
  const ringing = createRinging(context)
  return {
    ...createConferences(context, voice, ringing),
    ...createWorkerCalls(context, voice, ringing),
    supervise: (reservation, params) => supervise(context, voice, reservation, params),
  }
}
