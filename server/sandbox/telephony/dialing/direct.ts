import { RestError } from '../../http/rest-error.ts'
import { startScript } from '../../twiml/script.ts'
import type { ScriptStart } from '../../twiml/script.ts'
import type { Call } from '../call/call.ts'
import type { VoiceServices } from '../services.ts'

/**
 * Gives a call other TwiML: whatever it does ends now. Throws 21220 when the call is not in progress.
 * Docs: voice/tutorials/how-to-modify-calls-in-progress, api/errors/21220.
 */
export function redirectCall(services: VoiceServices, call: Call, start: ScriptStart): void {
  if (call.status !== 'in-progress') {
    throw new RestError(400, 21220, 'Call is not in-progress. Cannot redirect.')
  }
  const { occupation } = call
  call.occupation = null
  occupation?.leave('updated')
  startScript(services, call, start)
}

/** `completed` ends any live call; `canceled` only one that nobody has answered. Docs: voice/api/call-resource. */
export function endCall(call: Call, status: 'completed' | 'canceled'): void {
  if (call.ended) throw new RestError(400, 21220, 'Call is not in-progress. Cannot redirect.')
  if (call.answeredAt === null) call.end('canceled', 'switch')
  else if (status === 'completed') call.end('completed', 'switch')
}
