import { RestError } from '../../http/rest-error.ts'
import type { Context } from '../engine/context.ts'
import type { WorkCalls } from '../calls/work-calls.ts'
import type { Params } from '../operations/params.ts'
import type { Session } from './token.ts'

/** One request of the Worker SDK. */
export interface BridgeCall {
  readonly context: Context
  readonly calls: WorkCalls
  readonly session: Session
  readonly params: Params
  readonly ifMatch: string | undefined
}

/** 403 for a Worker who acts for another; a supervisor may. */
export function assertOwn({ session }: BridgeCall, workerSid: string): void {
  if (session.role === 'supervisor' || session.workerSid === workerSid) return
  throw new RestError(403, 20403, `The token does not allow to change worker ${workerSid}`)
}
