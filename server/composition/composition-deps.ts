import type { Clock } from '../clock.ts'
import type { OwnSettings, TwilioSettings } from '../config/config.ts'
import type { Secret } from '../config/secret.ts'
import type { Welcome } from '../contract/session.ts'
import type { DirectoryEntry } from '../directory/directory.ts'
import type { Logger } from '../log/logger.ts'
import type { Store } from '../store/store.ts'
import type { TwilioGateway, WorkspaceFacts } from '../twilio/gateway.ts'
import type { TwilioHealth } from '../twilio/health/watched-gateway.ts'
import type { Urls } from '../twilio/urls.ts'

/** What the parts are made from: the outside world, and what was read of it before. */
export interface CompositionDeps {
  readonly clock: Clock
  readonly log: Logger
  readonly store: Store
  /** Which start of a server on this store it is. */
  readonly run: number
  readonly gateway: TwilioGateway
  /** How the gateway fares. */
  twilioHealth(): TwilioHealth
  readonly workspace: WorkspaceFacts
  readonly own: OwnSettings
  readonly twilio: TwilioSettings
  readonly tokenSecret: Secret
  readonly demoAccounts: Welcome['demoAccounts']
  readonly customerPage: Welcome['customerPage']
  readonly directory: readonly DirectoryEntry[]
  /** Both are known once the server listens. */
  publicUrl(): string
  urls(): Urls
}
