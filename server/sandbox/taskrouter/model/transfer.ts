import type { Task } from './work.ts'
import type { Stored } from './workspace.ts'

/** WARM: the Worker stays until it leaves. COLD: it leaves as soon as the transfer begins. */
export type TransferMode = 'WARM' | 'COLD'

export type TransferStatus = 'initiated' | 'completed' | 'failed' | 'canceled'

/** A Task on its way from one Worker to another. Docs: twilio-taskrouter.js (Task#transfer, OutgoingTransfer). */
export interface Transfer extends Stored {
  readonly taskSid: string
  readonly mode: TransferMode
  readonly type: 'WORKER' | 'QUEUE' | 'WORKFLOW'
  /** The SID of the Worker, TaskQueue or Workflow. */
  readonly to: string
  readonly status: TransferStatus
  readonly failedReason: string | null
  readonly initiatingReservationSid: string
  readonly initiatingWorkerSid: string
  readonly initiatingQueueSid: string | null
  readonly initiatingWorkflowSid: string | null
  /** What is restored in the Task when the transfer fails. */
  readonly before: Pick<Task, 'priority' | 'queueEnteredAt' | 'routingTarget'>
}
