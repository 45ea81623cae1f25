import { createInboundCall } from '../calls/model/call.ts'
import type { Call } from '../calls/model/call.ts'
import { createCallId } from '../calls/api/dial.ts'
import { callerNumber } from '../contract/dialled/caller-number.ts'
import { nameOfNumber } from '../directory/directory.ts'
import { hangUpTwiml, waitTwiml } from '../twiml/documents.ts'
import { isOver } from '../twilio/call-status.ts'
import type { WebhookDeps } from './deps.ts'
import type { InboundForm } from './schemas.ts'

const LONGEST_NAME = 100

/** What a caller hears first. A late or repeated webhook makes no second call, and no call for a caller who has hung up. */
export async function answerCaller(deps: WebhookDeps, form: InboundForm): Promise<string> {
  const { calls } = deps
  const known = await calls.lookUpByCustomerCall(form.CallSid)
  if (known !== null) return placeOf(deps, known)
  if (isOver(form.CallStatus ?? '') || (await deps.overCallers.has(form.CallSid))) {
    deps.log.info({ callSid: form.CallSid }, 'a caller was announced whose call is over')
    return hangUpTwiml()
  }
  // Another webhook of the same call may have been here at the same time.
  const call = calls.findByCustomerCall(form.CallSid) ?? (await begin(deps, form))
  return placeOf(deps, call)
}

async function begin(deps: WebhookDeps, form: InboundForm): Promise<Call> {
  const number = callerNumber(form.From)
  const call = createInboundCall({
    callId: createCallId(),
    callSid: form.CallSid,
    number,
    name: number === null ? null : nameOfCaller(deps, number, form.CallerName),
    lineNumber: callerNumber(form.To),
    queueName: null,
    at: deps.clock.now(),
  })
  await deps.calls.begin(call)
  // The answer to this webhook leads the caller there. Their Task is created meanwhile.
  const { callId, place } = call
  return (await deps.calls.dispatch(callId, { kind: 'customer-placed', place })) ?? call
}

/** Our own directory knows better than a carrier's database, which the caller's carrier fills. */
function nameOfCaller({ directory }: WebhookDeps, number: string, lookedUp = ''): string | null {
  const said = lookedUp.trim().slice(0, LONGEST_NAME)
  return nameOfNumber(directory, number) ?? (said === '' ? null : said)
}

/** Where the caller belongs now: where they wait, or talk. */
export function placeOf(
  deps: Pick<WebhookDeps, 'music' | 'urls'>,
  { callId, place, phase, queueName }: Call,
): string {
  if (phase.kind === 'ended') return hangUpTwiml()
  return waitTwiml(deps.urls(), { callId, place, musicUrl: deps.music.urlFor(queueName) })
}
