import type { Params } from '../operations/params.ts'

/** A parameter's text; undefined when it is absent or empty. */
export function textOf(value: unknown): string | undefined {
  if (typeof value === 'boolean' || typeof value === 'number') return String(value)
  return typeof value === 'string' && value !== '' ? value : undefined
}

/**
 * A parameter of an instruction. Over REST its name begins with the instruction (`DequeueTo`); in the answer to an
 * assignment callback it does not (`to`, read as `To`).
 */
export function instructionParam(
  params: Params,
  instruction: 'Dequeue' | 'Call' | 'Redirect',
  name: string,
): string | undefined {
  return textOf(params[instruction + name]) ?? textOf(params[name])
}

/** Parameters that are about the Reservation or the customer, not about the Worker's Participant. */
const NOT_PARTICIPANT = new Set([
  'Instruction',
  'ReservationStatus',
  'To',
  'From',
  'PostWorkActivitySid',
  'WorkerActivitySid',
  'EndConferenceOnCustomerExit',
  'BeepOnCustomerEntrance',
  'Supervisor',
  'SupervisorMode',
])

/** The Participant parameters among an instruction's, as Voice takes them. */
export function participantOptions(params: Params): Record<string, string | readonly string[]> {
  const options: Record<string, string | readonly string[]> = {}
  for (const [key, value] of Object.entries(params)) {
    if (NOT_PARTICIPANT.has(key) || value === undefined || value === null) continue
    options[key] = Array.isArray(value) ? value.map(String) : String(value)
  }
  return options
}
