import { callerTwiml } from '../calls/runtime/run-redirect.ts'
import type { Call } from '../calls/model/call.ts'
import { isCustomer } from '../calls/model/internal.ts'
import { identityInAddress } from '../identity.ts'
import { hangUpTwiml } from '../twiml/documents.ts'
import type { WebhookDeps } from './deps.ts'

/** Whether this address is the Device of the colleague who calls a queue with this call. */
export function isCallersDevice(call: Call, from: string): boolean {
  return call.direction === 'inbound' && isCustomer(call, identityInAddress(from))
}

/** Where a colleague's call to a queue begins: they wait like any caller. A repeated webhook gets the same answer. */
export async function connectCaller(
  deps: WebhookDeps,
  { callId }: Call,
  callSid: string,
): Promise<{ readonly waits: boolean; readonly twiml: string }> {
  const call = await deps.calls.dispatch(callId, { kind: 'device-connected', callSid })
  const waits = call?.phase.kind === 'queued' || call?.phase.kind === 'offered'
  if (!waits || call.customer.callSid !== callSid) return { waits: false, twiml: hangUpTwiml() }
  return { waits, twiml: callerTwiml(call, { ...deps, urls: deps.urls() }) }
}
