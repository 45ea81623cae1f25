import type { SandboxAccount } from '../account.ts'
import type { Clock } from '../clock.ts'
import type { Switch } from '../telephony/audio/leg.ts'
import type { ClientLeg } from './client-leg.ts'
import type { DeviceLink } from './server-messages.ts'

/** What every session of a Device shares. */
export interface DevicesContext {
  readonly account: SandboxAccount
  readonly clock: Clock
  readonly switchboard: Switch
  /** Tokens that were expired on purpose. */
  readonly expiredTokens: Set<string>
  /** Living legs by reconnect token. */
  readonly claims: ReadonlyMap<string, ClientLeg>
  /** A leg on this link that can be claimed from any other. */
  newLeg(link: DeviceLink): ClientLeg
  /** Removes the leg from the session that has it. */
  release(leg: ClientLeg): void
}
