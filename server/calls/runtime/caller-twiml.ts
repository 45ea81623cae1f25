import { enqueueTwiml } from '../../twiml/documents.ts'
import type { Urls } from '../../twilio/urls.ts'
import type { Call } from '../model/call.ts'
import type { TaskTickets } from '../tasks/task-tickets.ts'
import { withoutIdentity } from '../tasks/tasks.ts'

/** Anybody who has waited and talked, and lost their agent by no act of their own, does not wait behind all others again. */
const FIRST = 10

/** What an inbound caller hears first: the queue. Also for one who is queued again. */
export function callerTwiml(
  call: Pick<Call, 'callId' | 'queueName' | 'queuings'> & { readonly handing?: Call['handing'] },
  at: { readonly urls: Urls; readonly workflowSid: string; readonly tickets: TaskTickets },
): string {
  const { callId, queueName, queuings, handing } = call
  return enqueueTwiml({
    workflowSid: at.workflowSid,
    waitUrl: at.urls.queueWait,
    leftUrl: at.urls.queueLeft(callId, queuings),
    ...(handing?.kind === 'left' ? { priority: FIRST } : {}),
    attributes: {
      call_id: callId,
      ticket: at.tickets.forQueue(callId, queuings),
      direction: 'inbound',
      ...(queueName === null ? {} : { queue: queueName }),
      ...(handing ? { handover: withoutIdentity(handing) } : {}),
    },
  })
}
