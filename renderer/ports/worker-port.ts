import type { TwilioAccess } from '../../server/contract/twilio-access.ts'
import type { WorkerEvent } from '../domain/events.ts'

/** The agent's TaskRouter Worker. It reads presence and changes it; it never touches a reservation. */
export interface WorkerPort {
  /** Opens the Worker's socket; one that was open before is closed. */
  connect(access: TwilioAccess): Promise<void>
  updateToken(token: string): void
  /** False when TaskRouter refused or did not answer. The proof comes as `worker-activity`. */
  setActivity(sid: string): Promise<boolean>
  destroy(): void
  onEvent(listener: (event: WorkerEvent) => void): () => void
}
