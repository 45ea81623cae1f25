import type { Calls } from '../calls/calls.ts'
import type { Clock } from '../clock.ts'
import type { Secret } from '../config/secret.ts'
import type { Logger } from '../log/logger.ts'
import type { WorkspaceFacts } from '../twilio/gateway.ts'
import type { Urls } from './urls.ts'

export interface WebhookDeps {
  readonly clock: Clock
  readonly calls: Calls
  /** Whether somebody is signed in to the account of this identity. */
  isSignedIn(identity: string): boolean
  /** Has the sessions compared with the store now, because somebody has come into a conversation. */
  checkSessions(): void
  readonly log: Logger
  readonly authToken: Secret
  readonly workflowSid: string
  readonly workspace: WorkspaceFacts
  readonly tenant: string
  readonly ringSeconds: number
  /** Known once the server listens. */
  urls(): Urls
  publicUrl(): string
}
