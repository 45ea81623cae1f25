import type { TwilioAccess } from '../../server/contract/twilio-access.ts'
import type { WorkerEvent } from '../domain/model/events.ts'
import type { NetworkAddress } from '../domain/model/connection-state.ts'

/** The agent's TaskRouter Worker. It reads and changes the Activity, and never changes a Reservation. */
export interface WorkerPort {
  /** Opens the Worker's socket; one that was open before is closed. */
  connect(access: TwilioAccess): Promise<void>
  /** Gives the Worker a new token; a Worker without a connection is built again. */
  updateToken(access: TwilioAccess): Promise<void>
  /** Where the Worker's socket goes. */
  addressOf(access: TwilioAccess): NetworkAddress
  /** False when TaskRouter refused or did not answer. `worker-activity` confirms it. */
  setActivity(sid: string): Promise<boolean>
  destroy(): void
  onEvent(listener: (event: WorkerEvent) => void): () => void
}
