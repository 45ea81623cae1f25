import type { TwilioAccess } from '../../server/contract/twilio-access.ts'
import type { WorkerEvent } from '../domain/model/events.ts'
import type { NetworkAddress } from '../domain/model/connection-state.ts'

/** The agent's TaskRouter Worker. It reads presence and changes it; it never touches a reservation. */
export interface WorkerPort {
  /** Opens the Worker's socket; one that was open before is closed. */
  connect(access: TwilioAccess): Promise<void>
  /** Gives the Worker a new token; one that has no connection is built again with it. */
  updateToken(access: TwilioAccess): Promise<void>
  /** Where the Worker's socket goes. */
  addressOf(access: TwilioAccess): NetworkAddress
  /** False when TaskRouter refused or did not answer. The proof comes as `worker-activity`. */
  setActivity(sid: string): Promise<boolean>
  destroy(): void
  onEvent(listener: (event: WorkerEvent) => void): () => void
}
