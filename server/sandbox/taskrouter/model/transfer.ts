import type { Task } from './work.ts'
import type { Stored } from './workspace.ts'

export type TransferStatus = 'initiated' | 'completed' | 'failed' | 'canceled'

/** A Task on its way from one Worker to another. Docs: twilio.github.io/twilio-taskrouter.js/OutgoingTransfer. */
export interface Transfer extends Stored {
  readonly taskSid: string
  /** WARM: the Worker stays until the other has accepted; COLD: it leaves at once. */
  readonly mode: 'WARM' | 'COLD'
  readonly type: 'WORKER' | 'QUEUE' | 'WORKFLOW'
  readonly to: string
  readonly status: TransferStatus
  readonly failedReason: string | null
  readonly reservationSid: string
  readonly workerSid: string
  /** How the Task was routed before: where it returns when the transfer comes to nothing. */
  readonly before: Pick<
    Task,
    'priority' | 'queueEnteredAt' | 'route' | 'routingTarget' | 'taskQueueSid' | 'workflowSid'
  >
}
