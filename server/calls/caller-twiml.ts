import { enqueueTwiml } from '../twiml/documents.ts'
import type { Urls } from '../webhooks/urls.ts'
import type { Call } from './call.ts'
import { withoutIdentity } from './tasks.ts'

/** Whoever has waited and talked, and lost their agent by no act of their own, does not wait behind all others again. */
const FIRST = 10

/** What an inbound caller hears first: the queue. Also for one who is queued again. */
export function callerTwiml(
  call: Pick<Call, 'callId' | 'queueName'> & { readonly handing?: Call['handing'] },
  urls: Urls,
  workflowSid: string,
): string {
  return enqueueTwiml({
    workflowSid,
    waitUrl: urls.queueWait,
    leftUrl: urls.queueLeft(call.callId),
    ...(call.handing?.kind === 'left' ? { priority: FIRST } : {}),
    attributes: {
      call_id: call.callId,
      direction: 'inbound',
      ...(call.queueName === null ? {} : { queue: call.queueName }),
      ...(call.handing ? { handover: withoutIdentity(call.handing) } : {}),
    },
  })
}
