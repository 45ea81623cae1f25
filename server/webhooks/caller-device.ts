import { createCallerTwiml } from '../calls/runtime/run-redirect.ts'
import type { Call } from '../calls/model/call.ts'
import { isInCustomersPlace } from '../calls/model/internal.ts'
import { identityInAddress } from '../identity.ts'
import { hangUpTwiml } from '../twiml/documents.ts'
import type { WebhookDeps } from './deps.ts'

/** Whether this address is the Device of the teammate who calls a queue with this call. */
export function isCallersDevice(call: Call, from: string): boolean {
  return call.direction === 'inbound' && isInCustomersPlace(call, identityInAddress(from))
}

/** Where a teammate's call to a queue begins: they wait like any caller. A repeated webhook gets the same answer. */
export async function connectCaller(
  deps: WebhookDeps,
  { callId }: Call,
  callSid: string,
): Promise<{ readonly waits: boolean; readonly twiml: string }> {
  const call = await deps.calls.dispatch(callId, { kind: 'device-connected', callSid })
  const waits = call?.phase.kind === 'queued' || call?.phase.kind === 'reserved'
  if (!waits || call.customer.callSid !== callSid) return { waits: false, twiml: hangUpTwiml() }
  return { waits, twiml: createCallerTwiml(call, { ...deps, urls: deps.urls() }) }
}
